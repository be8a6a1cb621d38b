/**
 * The candidates of one string, out of those of its line.
 *
 * In: a line's candidates, and where the content of a string stands. Out: the candidates that the string has by itself.
 * Promise: all that collectCandidates gives for its text; no character is looked up again. An escape is read for the white
 * space it is; strings with others are not for this file.
 */
import {
  type CandidateList,
  KIND_BASE64,
  KIND_BASE64_RUN,
  KIND_DIGITS,
  KIND_WORD_DIGITS,
  STRIDE
} from './candidate-list.ts'

/** Whose third number is a place in the text, too. */
const SPANS = new Uint8Array(16)
for (const kind of [KIND_DIGITS, KIND_WORD_DIGITS, KIND_BASE64, KIND_BASE64_RUN]) SPANS[kind] = 1

/** Where each unit of the string stands once its escapes are read. */
let places = new Int32Array(4096)

/** `first` is the first candidate of the string; false: the list is too small for it, or it holds other escapes. */
export function sliceCandidates(
  from: CandidateList,
  first: number,
  start: number,
  end: number,
  into: CandidateList
): boolean {
  const { items } = from
  let last = first
  while (last < from.length && (items[last + 1] as number) <= end) last += STRIDE
  if (last - first > into.items.length || end - start >= into.codes.length) return false
  if (!readUnits(from.codes, start, end, into.codes)) return false
  for (let i = first; i < last; i += STRIDE) {
    const to = i - first
    const kind = items[i] as number
    const extra = items[i + 2] as number
    into.items[to] = kind
    into.items[to + 1] = places[(items[i + 1] as number) - start] as number
    into.items[to + 2] = SPANS[kind] === 1 ? (places[extra - start] as number) : extra
    into.items[to + 3] = items[i + 3] as number
  }
  into.length = last - first
  return true
}

/** Copies the string's units with its escapes read; false: it holds one that is no white space. */
function readUnits(from: Uint16Array, start: number, end: number, to: Uint16Array): boolean {
  if (end - start >= places.length) places = new Int32Array(2 * (end - start))
  let length = 0
  for (let i = start; i < end; i++) {
    let code = from[i] as number
    places[i - start] = length
    if (code === BACKSLASH) {
      code = blankOf(from[i + 1] as number)
      if (code === 0) return false
      places[++i - start] = length
    }
    to[length++] = code
  }
  places[end - start] = length
  to[length] = 0
  return true
}

const BACKSLASH = 92

function blankOf(letter: number): number {
  if (letter === 110) return 10
  if (letter === 114) return 13
  return letter === 116 ? 9 : 0
}
