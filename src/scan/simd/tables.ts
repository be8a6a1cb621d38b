/**
 * The keyword table and sets of units as the WebAssembly pass reads them.
 *
 * In: the options of the first pass. Out: bytes to copy to `at` in its memory, and where each table then is, in the
 * order in which `place` of pass.as.ts takes them. Promise: made once for each rule set; one list more costs a copy.
 */
import { SEPARATORS } from '../../rules/rule.ts'
import type { CandidateOptions } from '../candidate-list.ts'
import { FOLDED } from '../char-class.ts'
import type { KeywordTable } from '../keyword-table.ts'
import { createBytesWriter } from './bytes-writer.ts'
import { flatWide } from './wide-table.ts'

export type SimdTables = {
  readonly at: number
  readonly bytes: Uint8Array
  /** The first byte behind the tables. */
  readonly end: number
  readonly offsets: readonly number[]
  /** The size of the hash table of wide units, less one. */
  readonly wideMask: number
}

/** A look at the unit before a text must find a zero. */
const AT = 64
const UNITS = 0x10000
const LOWER_CASE = 0x20

const known = new WeakMap<CandidateOptions, SimdTables>()

export function tablesOf(options: CandidateOptions): SimdTables {
  let tables = known.get(options)
  if (tables === undefined) {
    tables = createTables(options)
    known.set(options, tables)
  }
  return tables
}

function createTables({ table, classes, wordPairs }: CandidateOptions): SimdTables {
  const wide = flatWide(table.wide)
  const writer = createBytesWriter(AT)
  const chars = writer.add(table.entries.chars)
  const wideChars = writer.add(wide.chars)
  const offsets = [
    table.bits,
    table.slots,
    table.pairs,
    foldedUnits(classes),
    separatorUnits(),
    toBuckets(table),
    toEntries(table, chars),
    wordPairs(),
    wide.slots,
    wide.bounds,
    Int32Array.from(wide.entries, (value, i) => (i % 4 === 1 ? wideChars + 2 * value : value))
  ].map((each) => writer.add(each))
  const bytes = writer.end()
  return { at: AT, bytes, end: AT + bytes.length, offsets, wideMask: wide.slots.length / 2 - 1 }
}

/** A bit for each unit beyond ASCII of that class; looked for as V8 does it, in a tenth of the time of a loop that runs once. */
function foldedUnits(classes: Uint8Array): Uint8Array {
  const set = new Uint8Array(UNITS / 8)
  for (
    let unit = classes.indexOf(FOLDED, 128);
    unit !== -1;
    unit = classes.indexOf(FOLDED, unit + 1)
  )
    mark(set, unit)
  return set
}

function separatorUnits(): Uint8Array {
  const set = new Uint8Array(UNITS / 8)
  for (const char of SEPARATORS) mark(set, char.charCodeAt(0))
  return set
}

function mark(set: Uint8Array, unit: number): void {
  set[unit >> 3] = (set[unit >> 3] as number) | (1 << (unit & 7))
}

/** First entry, the one behind the last, and a bit for each fourth character (its lower five bits) that some entry has. */
function toBuckets({ bounds, entries }: KeywordTable): Int32Array {
  const buckets = new Int32Array(3 * (bounds.length - 1))
  for (let b = 0; b + 1 < bounds.length; b++) {
    const first = bounds[b] as number
    const last = bounds[b + 1] as number
    let fourth = 0
    for (let e = first; e < last; e++) fourth |= fourthOf(entries, e)
    buckets.set([first, last, fourth], 3 * b)
  }
  return buckets
}

function fourthOf({ offsets, chars }: KeywordTable['entries'], e: number): number {
  const start = offsets[e] as number
  const length = (offsets[e + 1] as number) - start
  return length < 4 ? -1 : 1 << ((chars[start + 3] as number) & 31)
}

/**
 * Id, where its characters are, how many, and whether the word must end there; then its fourth to seventh character in
 * lower case, and which of them it has, as two units an integer: of hundreds of words that begin alike few go on alike.
 */
function toEntries({ entries }: KeywordTable, charsAt: number): Int32Array {
  const { ids, offsets, whole, chars } = entries
  const flat = new Int32Array(8 * ids.length)
  for (let e = 0; e < ids.length; e++) {
    const start = offsets[e] as number
    const length = (offsets[e + 1] as number) - start
    flat.set([ids[e] as number, charsAt + 2 * start, length, whole[e] as number], 8 * e)
    const units = new Uint16Array(flat.buffer, 32 * e + 16, 8)
    for (let i = 0; i < 4 && i + 3 < length; i++) {
      units[i] = (chars[start + 3 + i] as number) | LOWER_CASE
      units[i + 4] = 0xffff
    }
  }
  return flat
}
