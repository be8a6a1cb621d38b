/**
 * An object of JSON taken apart into its members.
 *
 * In: the text of one object. Out: each member's key (with quotes) and value, to the letter; null where it is none.
 */
import { parseJson } from '../scan/json-tree.ts'

export function splitMembers(
  object: string
): readonly { readonly key: string; readonly text: string }[] | null {
  const node = parseJson(object)
  if (node === null || node.type !== 'object') return null
  return node.members.map(({ keyStart, keyEnd, value }) => ({
    key: object.slice(keyStart, keyEnd),
    text: object.slice(value.start, value.end)
  }))
}
