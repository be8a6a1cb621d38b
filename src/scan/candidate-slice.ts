/**
 * The candidates of one string, out of those of its line.
 *
 * In: a line's candidates, and where the content of a string without escapes stands. Out: the candidates that the string
 * has by itself. Promise: the same as collectCandidates gives for its text; nothing is looked at again.
 */
import {
  type CandidateList,
  KIND_BASE64,
  KIND_BASE64_RUN,
  KIND_DIGITS,
  KIND_WORD_DIGITS,
  STRIDE
} from './candidates.ts'

/** Whose third number is a place in the text, too. */
const SPANS = new Uint8Array(16)
for (const kind of [KIND_DIGITS, KIND_WORD_DIGITS, KIND_BASE64, KIND_BASE64_RUN]) SPANS[kind] = 1

/** `first` is the first candidate of the string; false: the list is too small for it. */
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
  const length = end - start
  if (last - first > into.items.length || length >= into.codes.length) return false
  for (let i = first; i < last; i += STRIDE) {
    const to = i - first
    const kind = items[i] as number
    into.items[to] = kind
    into.items[to + 1] = (items[i + 1] as number) - start
    into.items[to + 2] =
      SPANS[kind] === 1 ? (items[i + 2] as number) - start : (items[i + 2] as number)
    into.items[to + 3] = items[i + 3] as number
  }
  into.length = last - first
  for (let i = 0; i < length; i++) into.codes[i] = from.codes[start + i] as number
  into.codes[length] = 0
  return true
}
