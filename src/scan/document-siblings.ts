/**
 * Values of a document that say what their siblings' values are.
 *
 * In: an object or array. Out: the name that an object gives its value; the columns that a query gives its parameters; for
 * each item of a list, the name that the item before it gives it.
 */
import {
  afterOf,
  childrenOf,
  type Document,
  endOf,
  memberValue,
  nextOf,
  saidBy,
  startOf,
  typeOf,
  writtenText
} from './document.ts'
import { ARRAY, NODE, OBJECT, STRING } from './json-tape.ts'
import type { KeyMatcher } from './key-matcher.ts'
import {
  columnsOfNames,
  columnsOfParameters,
  isNameKey,
  isParameterKey,
  isSql,
  namesOfItems
} from './siblings.ts'
import { holdsKeyword } from './worth.ts'

/** Longer than that is no name. */
const MAX_NAME = 98
/** A shorter one is asked for whatever words stand in it. */
const SHORT_NAME = 24

/** `{name: 'password', value: …}`: the name that the object gives its value, if a rule knows it, also under `parent`. */
export function siblingName(
  { match }: KeyMatcher,
  document: Document,
  object: number,
  parent: string
): string | null {
  const speaks = (name: string) => match(name).length > 0 || match(`${parent}.${name}`).length > 0
  const end = afterOf(document, object)
  const isPatch = childrenOf(document, object).some((key) => writtenText(document, key) === '"op"')
  for (let key = object + NODE; key < end; key = nextOf(document, key)) {
    const written = writtenText(document, key)
    // RFC 6902: the last word of the pointer names what is put there
    const isPointer = isPatch && written === '"path"'
    if ((!isPointer && !isNameKey(written.slice(1, -1))) || !mayName(document, key)) continue
    const said = saidBy(document, memberValue(key)).text
    const name = isPointer ? lastOfPointer(said) : said
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

function mayName(document: Document, key: number): boolean {
  const value = memberValue(key)
  const size = endOf(document, value) - startOf(document, value)
  if (typeOf(document, value) !== STRING || size > MAX_NAME) return false
  // an id: what a rule knows has a key word in it
  return size < SHORT_NAME || mayHoldName(document, value)
}

/** A string with a key word in it, or with escapes that may hide one. */
function mayHoldName(document: Document, value: number): boolean {
  const start = startOf(document, value) + 1
  const end = endOf(document, value) - 1
  // no candidates are known of what is not looked at
  if (end < document.from) return true
  return (
    holdsKeyword(document.cursor, start, end) || document.view.text.slice(start, end).includes('\\')
  )
}

/** The columns that a query's parameters go into, by place and by name. */
export type ParameterColumns = {
  readonly places: readonly (string | null)[]
  readonly names: ReadonlyMap<string, string>
}

/** What a query says of its parameters, if the two stand side by side. */
export function findColumns(document: Document, object: number): ParameterColumns | null {
  const keys = childrenOf(document, object)
  if (keys.length < 2 || !keys.some((key) => isParameters(document, key))) return null
  for (const key of keys) {
    const value = memberValue(key)
    if (typeOf(document, value) !== STRING || !isSql(writtenText(document, value))) continue
    const sql = saidBy(document, value).text
    return { places: columnsOfParameters(sql), names: columnsOfNames(sql) }
  }
  return null
}

/** A list or an object, or a list that was printed as JSON (Prisma's `params`). */
function isParameters(document: Document, key: number): boolean {
  const value = memberValue(key)
  const type = typeOf(document, value)
  const mayHold =
    type === ARRAY ||
    type === OBJECT ||
    (type === STRING && document.view.text[startOf(document, value) + 1] === '[')
  return mayHold && isParameterKey(writtenText(document, key).slice(1, -1))
}

/** Longer strings are no names in a list. */
const MAX_ITEM = 200

const NO_NAMES: readonly null[] = Object.freeze([])

/** For each item the name that the item before gives it; empty where none does. */
export function namesOfArray(
  { match }: KeyMatcher,
  document: Document,
  items: readonly number[]
): readonly (string | null)[] {
  const isShort = (item: number) =>
    typeOf(document, item) === STRING && endOf(document, item) - startOf(document, item) < MAX_ITEM
  if (!items.some((item) => isShort(item) && mayHoldName(document, item))) return NO_NAMES
  return namesOfItems(
    items.map((item) => (isShort(item) ? saidBy(document, item).text : null)),
    (name) => match(name).length > 0,
    (name) => match(name).some((id) => !id.startsWith('-'))
  )
}
