/**
 * What the first pass finds: places in a text where a detector is worth running.
 *
 * A candidate is four integers: kind, position, and two numbers that depend on the kind.
 */
import type { KeywordTable } from './keyword-table.ts'
import type { SimdPass } from './simd/simd-pass.ts'

/** `@` at position. */
export const KIND_AT = 0
/** Digit run: position, end, number of digits. */
export const KIND_DIGITS = 1
/** Keyword: position, keyword id. */
export const KIND_KEYWORD = 2
/** One to four letters directly followed by digits: position, first digit. */
export const KIND_WORD_DIGITS = 3
/** A backslash escape other than `\n \r \t`: position, start of the JSON string it is in. */
export const KIND_ESCAPE = 4
/** A percent-encoded byte: position, start of the JSON string it is in. */
export const KIND_PERCENT = 5
/** A JSON string that begins like base64 of text: its start, its end. */
export const KIND_BASE64 = 6
/** Something that may be bytes or characters printed as JSON: position. */
export const KIND_BYTES = 7
/** A run of base64 characters that is not the whole string: its start (or before it), its end. */
export const KIND_BASE64_RUN = 8

export type CandidateOptions = {
  readonly table: KeywordTable
  /** What each UTF-16 unit is, see char-class.ts. */
  readonly classes: Uint8Array
  /** Digit runs shorter than this are no candidates. */
  readonly minDigits: number
  /** Whether any detector is anchored at letters followed by digits. */
  readonly wordDigits: boolean
  /** The pairs of letters that such words begin with, see wordPairsOf of looks.ts; asked when the first text is seen. */
  readonly wordPairs: () => Uint8Array
}

/** Integers a candidate: kind, position, and two more. */
export const STRIDE = 4

/**
 * A growing list of candidates, and the text they are of as UTF-16 units with a zero behind; reused from line to line.
 *
 * A line that pino put together is a rope; reading it unit by unit unwraps the rope each time (5 ns a unit). Copied once
 * into a typed array it costs 0.15 ns a unit for the copy and about 1 ns to look at.
 */
export type CandidateList = {
  items: Int32Array
  length: number
  codes: Uint16Array
  /** A control character is written as six units. */
  controls: boolean
  /** What the plain pass writes to, and what raw candidates are settled in. */
  own: OwnArrays
  /** The WebAssembly pass with the tables of `options`; null where there is none. */
  simd: SimdPass | null
  options: CandidateOptions | null
  /** The same for each rule set that uses this list. */
  readonly passes: WeakMap<CandidateOptions, { readonly simd: SimdPass | null }>
}

/** A Buffer, with the method that its `write` calls for UTF-16; called directly it saves 40 ns a line. */
export type Bytes = Buffer & { ucs2Write(text: string, offset: number): number }

type OwnArrays = { items: Int32Array; bytes: Bytes; codes: Uint16Array }

export function createCandidateList(): CandidateList {
  const own = { items: new Int32Array(STRIDE * 64), ...unitArrays(64) }
  const { items, codes } = own
  const passes: CandidateList['passes'] = new WeakMap()
  return { items, length: 0, codes, controls: false, own, simd: null, options: null, passes }
}

function unitArrays(size: number): Pick<OwnArrays, 'bytes' | 'codes'> {
  const bytes = Buffer.allocUnsafeSlow(2 * size) as Bytes
  return { bytes, codes: new Uint16Array(bytes.buffer) }
}

/** Adds to the list's own arrays. */
export function addCandidate(
  list: CandidateList,
  kind: number,
  at: number,
  extra: number,
  count: number
): void {
  if (list.length + STRIDE > list.own.items.length) {
    const grown = new Int32Array(list.own.items.length * 2)
    grown.set(list.own.items)
    list.own.items = grown
  }
  const { length } = list
  const { items } = list.own
  list.items = items
  items[length] = kind
  items[length + 1] = at
  items[length + 2] = extra
  items[length + 3] = count
  list.length = length + STRIDE
}

/** A larger copy is let go after its text. */
const KEPT_UNITS = 1 << 20

/** The text's units in the list's own array, a zero behind. */
export function copyUnits(text: string, list: CandidateList): Uint16Array {
  const { own } = list
  const wanted = text.length + 1
  if (wanted > own.codes.length) Object.assign(own, unitArrays(wanted + (wanted >> 1)))
  else if (own.codes.length > KEPT_UNITS && wanted < 8192) Object.assign(own, unitArrays(8192))
  own.bytes.ucs2Write(text, 0)
  // a zero is no part of a word, a number or an escape: no look ahead needs a check of the length
  own.codes[text.length] = 0
  list.codes = own.codes
  return own.codes
}
