/**
 * Members of an object that say what another member's value is.
 *
 * In: an object's members. Out: the name that they give its value; the columns that a query gives its parameters.
 */
import type { Member } from './json-tree.ts'
import {
  columnsOfNames,
  columnsOfParameters,
  isNameKey,
  isParameterKey,
  isSql
} from './siblings.ts'
import { stringView } from './string-view.ts'
import type { View } from './view.ts'

/** Longer than that is no name. */
const MAX_NAME = 98

/** `{name: 'password', value: …}`: the name that the object gives its value, if `speaks` knows it. */
export function siblingName(
  view: View,
  members: readonly Member[],
  speaks: (name: string) => boolean
): string | null {
  if (members.length < 2) return null
  for (const { keyStart, keyEnd, value } of members) {
    if (value.type !== 'string' || value.end - value.start > MAX_NAME) continue
    if (!isNameKey(view.text.slice(keyStart + 1, keyEnd - 1))) continue
    const name = stringView(view, value).text
    // a document or a sentence is no name, whatever words stand in it
    if (!/[{}"=;\n]/.test(name) && speaks(name)) return name
  }
  return null
}

/** The columns that a query's parameters go into, by place and by name. */
export type SqlColumns = {
  readonly places: readonly (string | null)[]
  readonly names: ReadonlyMap<string, string>
}

/** What a query says of its parameters, if the two stand side by side. */
export function sqlColumns(view: View, members: readonly Member[]): SqlColumns | null {
  if (!members.some((member) => isParameters(view, member))) return null
  for (const { value } of members) {
    if (value.type === 'string' && isSql(view.text.slice(value.start, value.end))) {
      const sql = stringView(view, value).text
      return { places: columnsOfParameters(sql), names: columnsOfNames(sql) }
    }
  }
  return null
}

/** A list or an object, or a list that was printed as JSON (Prisma's `params`). */
function isParameters(view: View, { keyStart, keyEnd, value }: Member): boolean {
  const mayHold =
    value.type === 'array' ||
    value.type === 'object' ||
    (value.type === 'string' && view.text[value.start + 1] === '[')
  return mayHold && isParameterKey(view.text.slice(keyStart + 1, keyEnd - 1))
}
