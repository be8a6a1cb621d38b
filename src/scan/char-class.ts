/**
 * What the first pass asks of a character, as tables.
 *
 * Out: one byte for each ASCII code; everything else is decided by the caller.
 */
import { SEPARATORS } from '../rules/rule.ts'
import { FOLD_KINDS, FOLDS, HIDES } from './decode/fold.ts'

export const OTHER = 0
export const LOWER = 1
export const UPPER = 2
export const DIGIT = 3
export const AT = 4
export const QUOTE = 5
export const BACKSLASH = 6
export const PERCENT = 7
export const BRACKET = 8

/** Begins a keyword that is no ASCII word; set by the keyword table. */
export const WIDE = 9

/** Begins a character reference of HTML, perhaps. */
export const AMPERSAND = 10

/** Stands for an ASCII character, or is seen by nobody; see decode/fold.ts. */
export const FOLDED = 11

/** Parts words and goes on with a run of base64: `-`, `/`, `_`. */
export const JOIN = 12

/** The class of each UTF-16 unit; `wide` are the units that keywords outside of ASCII begin with. */
export function createCharClasses(wide: Iterable<number>): Uint8Array {
  // all of 64 k, so that no unit needs a check of its own; only the part that a text uses is ever in the cache
  const classes = new Uint8Array(0x10000)
  classes.fill(LOWER, 97, 123).fill(UPPER, 65, 91).fill(DIGIT, 48, 58)
  classes[64] = AT
  classes[34] = QUOTE
  classes[92] = BACKSLASH
  // ESC, which begins the colours of a terminal
  classes[27] = BACKSLASH
  // what forms write for a space
  classes[43] = PERCENT
  classes[37] = PERCENT
  classes[91] = BRACKET
  classes[38] = AMPERSAND
  classes[45] = JOIN
  classes[47] = JOIN
  classes[95] = JOIN
  FOLD_KINDS.forEach((kind, unit) => {
    if (kind === FOLDS || kind === HIDES) classes[unit] = FOLDED
  })
  for (const unit of wide) classes[unit] = WIDE
  return classes
}

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
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Letters, digits and underscore, as `\w`. */
export function isWord(code: number): boolean {
  return code === 95 || isDigit(code) || isLetter(code)
}
