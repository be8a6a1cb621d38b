/**
 * The keyword table and sets of units as the WebAssembly pass reads them.
 *
 * In: the options of the first pass. Out: bytes to copy to `at` in its memory, and where each table then is, in the
 * order in which `place` of pass.as.ts takes them. Promise: made once for each rule set; one list more costs a copy.
 */
import type { CandidateOptions } from '../candidate-list.ts'
import { FOLDED, isSeparator, WIDE } from '../char-class.ts'
import type { KeywordTable } from '../keyword-table.ts'

export type SimdTables = {
  readonly at: number
  readonly bytes: Uint8Array
  /** The first byte behind the tables. */
  readonly end: number
  readonly offsets: readonly number[]
}

/** A look at the unit before a text must find a zero. */
const AT = 64
const UNITS = 0x10000

const known = new WeakMap<CandidateOptions, SimdTables>()

export function tablesOf(options: CandidateOptions): SimdTables {
  let tables = known.get(options)
  if (tables === undefined) {
    tables = createTables(options)
    known.set(options, tables)
  }
  return tables
}

function createTables({ table, classes }: CandidateOptions): SimdTables {
  const sets = [
    table.bits,
    bytesOf(table.slots),
    bytesOf(table.pairs),
    unitSet((unit) => unit > 127 && (classes[unit] === WIDE || classes[unit] === FOLDED)),
    unitSet(isSeparator)
  ]
  const lengths = [...sets.map((set) => set.length), 12 * (table.bounds.length - 1)]
  lengths.push(16 * table.entries.ids.length)
  const offsets = lengths.map((_, i) => lengths.slice(0, i).reduce(addAligned, AT))
  const charsAt = lengths.reduce(addAligned, AT)
  const end = addAligned(addAligned(charsAt, 2 * table.entries.chars.length), AT)
  const bytes = new Uint8Array(end - AT)
  sets.forEach((set, i) => {
    bytes.set(set, (offsets[i] as number) - AT)
  })
  const write = new DataView(bytes.buffer)
  writeBuckets(write, (offsets[5] as number) - AT, table)
  writeEntries(write, (offsets[6] as number) - AT, table, charsAt)
  writeChars(write, charsAt - AT, table)
  return { at: AT, bytes, end, offsets }
}

function addAligned(sum: number, length: number): number {
  return (sum + length + 15) & ~15
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** A bit for each UTF-16 unit. */
function unitSet(has: (unit: number) => boolean): Uint8Array {
  const set = new Uint8Array(UNITS / 8)
  for (let unit = 0; unit < UNITS; unit++)
    if (has(unit)) set[unit >> 3] = (set[unit >> 3] as number) | (1 << (unit & 7))
  return set
}

/** First entry, the one behind the last, and a bit for each fourth character (its lower five bits) that some entry has. */
function writeBuckets(write: DataView, at: number, { bounds, entries }: KeywordTable): void {
  for (let b = 0; b + 1 < bounds.length; b++) {
    const first = bounds[b] as number
    const last = bounds[b + 1] as number
    let fourth = 0
    for (let e = first; e < last; e++) fourth |= fourthOf(entries, e)
    write.setInt32(at + 12 * b, first, true)
    write.setInt32(at + 12 * b + 4, last, true)
    write.setInt32(at + 12 * b + 8, fourth, true)
  }
}

function fourthOf({ offsets, chars }: KeywordTable['entries'], e: number): number {
  const start = offsets[e] as number
  const length = (offsets[e + 1] as number) - start
  return length < 4 ? -1 : 1 << ((chars[start + 3] as number) & 31)
}

/** Id, where its characters are, how many, and whether the word must end there. */
function writeEntries(write: DataView, at: number, { entries }: KeywordTable, chars: number): void {
  for (let e = 0; e < entries.ids.length; e++) {
    const start = entries.offsets[e] as number
    write.setInt32(at + 16 * e, entries.ids[e] as number, true)
    write.setInt32(at + 16 * e + 4, chars + 2 * start, true)
    write.setInt32(at + 16 * e + 8, (entries.offsets[e + 1] as number) - start, true)
    write.setInt32(at + 16 * e + 12, entries.whole[e] as number, true)
  }
}

function writeChars(write: DataView, at: number, { entries }: KeywordTable): void {
  for (let i = 0; i < entries.chars.length; i++)
    write.setUint16(at + 2 * i, entries.chars[i] as number, true)
}
