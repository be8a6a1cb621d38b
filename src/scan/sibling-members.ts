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
  const isPatch = members.some(
    ({ keyStart, keyEnd }) => view.text.slice(keyStart, keyEnd) === '"op"'
  )
  for (const { keyStart, keyEnd, value } of members) {
    if (value.type !== 'string' || value.end - value.start > MAX_NAME) continue
    const key = view.text.slice(keyStart + 1, keyEnd - 1)
    // RFC 6902: the last word of the pointer names what is put there
    const isPointer = isPatch && key === 'path'
    if (!isPointer && !isNameKey(key)) continue
    const text = stringView(view, value).text
    const name = isPointer ? lastOfPointer(text) : text
    // a document or a sentence is no name, whatever words stand in it
    if (!/[{}"=;\n]/.test(name) && speaks(name)) return name
  }
  return null
}

/** `/users/0/password` → `password`; `/tags/-` adds to a list: `tags`. */
function lastOfPointer(pointer: string): string {
  const words = pointer.split('/').filter((word) => !/^(?:\d*|-)$/.test(word))
  return words.at(-1) ?? ''
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
