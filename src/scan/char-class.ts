/**
 * What the first pass asks of a character, as tables.
 *
 * Out: one byte for each ASCII code; everything else is decided by the caller.
 */
import { SEPARATORS } from '../rules/rule.ts'

export const OTHER = 0
export const LOWER = 1
export const UPPER = 2
export const DIGIT = 3
export const AT = 4
export const QUOTE = 5
export const BACKSLASH = 6
export const PERCENT = 7
export const BRACKET = 8

export const CHAR_CLASS: Uint8Array = new Uint8Array(128)
for (let code = 97; code <= 122; code++) CHAR_CLASS[code] = LOWER
for (let code = 65; code <= 90; code++) CHAR_CLASS[code] = UPPER
for (let code = 48; code <= 57; code++) CHAR_CLASS[code] = DIGIT
CHAR_CLASS[64] = AT
CHAR_CLASS[34] = QUOTE
CHAR_CLASS[92] = BACKSLASH
CHAR_CLASS[37] = PERCENT
CHAR_CLASS[91] = BRACKET

const ASCII_SEPARATOR = new Uint8Array(128)
const WIDE_SEPARATORS = new Set<number>()
for (const char of SEPARATORS) {
  const code = char.charCodeAt(0)
  if (code < 128) ASCII_SEPARATOR[code] = 1
  else WIDE_SEPARATORS.add(code)
}

/** Whether a character may stand between the digits of one digit run. */
export function isSeparator(code: number): boolean {
  return code < 128 ? ASCII_SEPARATOR[code] === 1 : WIDE_SEPARATORS.has(code)
}

export function isLetter(code: number): boolean {
  return code < 128 && (CHAR_CLASS[code] === LOWER || CHAR_CLASS[code] === UPPER)
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Letters, digits and underscore, as `\w`. */
export function isWord(code: number): boolean {
  return code === 95 || isDigit(code) || isLetter(code)
}
