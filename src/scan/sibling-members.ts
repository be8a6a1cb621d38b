/**
 * Members of an object that say what another member's value is.
 *
 * In: an object's members. Out: the name that they give its value; the columns that a query gives its parameters.
 */
import type { Member } from './json-tree.ts'
import { columnsOfParameters, isNameKey, isParameterKey, isSql } from './siblings.ts'
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
    if (speaks(name)) return name
  }
  return null
}

/** The columns of a query's parameters, if a query and a list of parameters stand side by side. */
export function sqlColumns(view: View, members: readonly Member[]): readonly (string | null)[] {
  if (!members.some((member) => isParameterList(view, member))) return []
  for (const { value } of members) {
    if (value.type === 'string' && isSql(view.text.slice(value.start, value.end)))
      return columnsOfParameters(stringView(view, value).text)
  }
  return []
}

/** A list, or one that was printed as JSON (Prisma's `params`). */
function isParameterList(view: View, { keyStart, keyEnd, value }: Member): boolean {
  const isList =
    value.type === 'array' || (value.type === 'string' && view.text[value.start + 1] === '[')
  return isList && isParameterKey(view.text.slice(keyStart + 1, keyEnd - 1))
}
