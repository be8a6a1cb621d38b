/**
 * The closer look at a place that may hold something encoded, before it is a candidate.
 *
 * In: a text and its units, a place. Out: whether a decoder is worth running. Promise: errs on the side of looking.
 */
import { isDigit } from './char-class.ts'

/** `&…;`, and not the `&` between two parameters of a query. */
export function mayBeReference(codes: Uint16Array, at: number): boolean {
  for (let i = at + 2; i < at + 12; i++) {
    const code = codes[i] as number
    if (code === 59) return true
    if (code === 61 || code === 38 || code === 32 || code === 34) return false
  }
  return true
}

/** `"0":`, the first byte of a typed array as JSON prints it; `at` is the digit. */
export function isFirstIndex(text: string, at: number): boolean {
  return /^"\s{0,4}:/.test(text.slice(at + 1, at + 7))
}

/** `["a","b"` or `[106,97,110,32,`: characters or bytes, one an element. */
export function mayBeBytes(text: string, codes: Uint16Array, at: number): boolean {
  const next = codes[at + 1] as number
  if (next === 34) return CHAR_ARRAY.test(text.slice(at, at + 64))
  if (isDigit(next)) return BYTE_ARRAY.test(text.slice(at, at + 64))
  return (
    next <= 32 &&
    (CHAR_ARRAY.test(text.slice(at, at + 64)) || BYTE_ARRAY.test(text.slice(at, at + 64)))
  )
}

const CHAR_ARRAY =
  /^\[\s{0,8}"(?:[^"\\]{1,2}|\\u[0-9a-fA-F]{4}|\\.)"\s{0,4},\s{0,8}"(?:[^"\\]{1,2}|\\u[0-9a-fA-F]{4}|\\.)"/
const BYTE_ARRAY =
  /^\[\s{0,8}\d{2,3}\s{0,4},\s{0,8}\d{2,3}\s{0,4},\s{0,8}\d{2,3}\s{0,4},\s{0,8}\d{2,3}\s{0,4},/
