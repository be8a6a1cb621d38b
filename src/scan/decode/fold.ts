/**
 * Characters that stand for ASCII ones, and characters that nobody sees.
 *
 * In: a text. Out: the text with full-width letters, digits and signs as ASCII, decimal digits of all scripts as 0–9 and
 * without the zero-width characters between word characters; or null where nothing in it wakes this.
 * Promise: never throws; offsets lead back to the characters as written. A text of Hangul, Han or kana with full-width
 * punctuation only, or of emoji joined by zero-width joiners, wakes nothing.
 *
 * Sources: Unicode Standard 16, general category Nd; block Halfwidth and Fullwidth Forms; UAX #44, Default_Ignorable_Code_Point.
 */
import type { Decoded } from '../view.ts'

/** Full-width `！` to `～` lie this far behind `!` to `~`. */
const WIDE_OFFSET = 0xfee0
const IDEOGRAPHIC_SPACE = 0x3000
/** Zeros of the scripts whose decimal digits lie in the Basic Multilingual Plane, full-width digits aside. */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
  0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
  0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0
] as const
/** Mathematical bold, double-struck, sans-serif, sans-serif bold and monospace digits: D835 DFCE to D835 DFFF. */
const MATH_LEAD = 0xd835
const MATH_ZERO = 0xdfce
const MATH_LAST = 0xdfff

/** What a unit asks for. */
export const KEEPS = 0
/** It stands for an ASCII character that rules look for: folds, and wakes. */
export const FOLDS = 1
/** It is seen by nobody: dropped between word characters, and then wakes. */
export const HIDES = 2
/** It folds where something else woke the decoding: punctuation, which every text of East Asia has. */
export const FOLLOWS = 3

/** One of the four for each UTF-16 unit; the first pass takes the units that are FOLDS or HIDES for its candidates. */
export const FOLD_KINDS: Uint8Array = toKinds()

function toKinds(): Uint8Array {
  const kinds = new Uint8Array(0x10000)
  kinds.fill(FOLLOWS, 0xff01, 0xff5f)
  kinds[IDEOGRAPHIC_SPACE] = FOLLOWS
  kinds.fill(FOLDS, 0xff10, 0xff1a).fill(FOLDS, 0xff20, 0xff3b).fill(FOLDS, 0xff41, 0xff5b)
  for (const zero of ZEROS) kinds.fill(FOLDS, zero, zero + 10)
  kinds[MATH_LEAD] = FOLDS
  // soft hyphen, grapheme joiner, Arabic letter mark, Mongolian vowel separator, byte order mark
  for (const unit of [0x00ad, 0x034f, 0x061c, 0x180e, 0xfeff]) kinds[unit] = HIDES
  // zero-width space, joiners and marks of direction; embeddings; word joiner; isolates
  kinds.fill(HIDES, 0x200b, 0x2010).fill(HIDES, 0x202a, 0x202f)
  kinds.fill(HIDES, 0x2060, 0x2065).fill(HIDES, 0x2066, 0x206a)
  return kinds
}

/** Whether the unit at `at` makes the text worth folding. Behind the text stands a zero, or nothing. */
export function wakesFold(codes: ArrayLike<number>, at: number): boolean {
  const kind = FOLD_KINDS[codes[at] as number]
  if (kind === FOLDS) return codes[at] !== MATH_LEAD || isMathDigit(codes[at + 1] ?? 0)
  return kind === HIDES && isBetweenWords(codes, at)
}

/** Some word character before, some after, and nothing to be seen between. */
function isBetweenWords(codes: ArrayLike<number>, at: number): boolean {
  let before = at - 1
  let after = at + 1
  while (FOLD_KINDS[codes[before] ?? 0] === HIDES && at - before < FARTHEST) before--
  while (FOLD_KINDS[codes[after] ?? 0] === HIDES && after - at < FARTHEST) after++
  return isWordUnit(codes[before] ?? 0) && isWordUnit(codes[after] ?? 0)
}

/** A longer row of invisible characters hides nothing: it is looked through from either end. */
const FARTHEST = 64

/** ASCII letters and digits, what folds to one, and the signs inside of addresses and numbers. */
function isWordUnit(code: number): boolean {
  if (code >= 128) return FOLD_KINDS[code] === FOLDS
  const folded = code | 32
  return (
    (folded >= 97 && folded <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 64 ||
    code === 46 ||
    code === 45 ||
    code === 95 ||
    code === 43
  )
}

function isMathDigit(unit: number): boolean {
  return unit >= MATH_ZERO && unit <= MATH_LAST
}

export function decodeFolded(text: string): Decoded | null {
  const codes = unitsOf(text)
  if (!codes.some((_, at) => wakesFold(codes, at))) return null
  const units: number[] = []
  const starts = new Int32Array(text.length)
  const ends = new Int32Array(text.length)
  for (let i = 0; i < codes.length; ) {
    const size = codes[i] === MATH_LEAD && isMathDigit(codes[i + 1] ?? 0) ? 2 : 1
    if (FOLD_KINDS[codes[i] as number] !== HIDES || !isBetweenWords(codes, i)) {
      starts[units.length] = i
      ends[units.length] = i + size
      units.push(toAscii(codes, i, size))
    }
    i += size
  }
  return {
    text: toText(units),
    starts: starts.subarray(0, units.length),
    ends: ends.subarray(0, units.length)
  }
}

function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}

function toText(units: readonly number[]): string {
  return Buffer.from(Uint16Array.from(units).buffer).toString('utf16le')
}

function toAscii(codes: Uint16Array, at: number, size: number): number {
  const code = codes[at] as number
  if (size === 2) return 48 + (((codes[at + 1] as number) - MATH_ZERO) % 10)
  if (code === IDEOGRAPHIC_SPACE) return 32
  if (code >= 0xff01 && code <= 0xff5e) return code - WIDE_OFFSET
  if (FOLD_KINDS[code] !== FOLDS || code === MATH_LEAD) return code
  const zero = ZEROS.find((each) => code >= each && code < each + 10)
  return zero === undefined ? code : 48 + code - zero
}
