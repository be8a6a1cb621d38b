/**
 * mask: all but the last few characters give way to `*`.
 *
 * In: any value. Out: ASCII that needs no escape in JSON: `**** **** **** 1111`, `*****************com`.
 * Promise: shows at most min(show, a quarter of the letters and digits), only ASCII letters and digits, only at the
 * end (so three of a 15-digit card). Separators stay where the value is groups of digits, a dash or space of
 * Unicode's as its ASCII cousin; elsewhere they are masked too, since they would tell of words. Masking a mask
 * changes nothing.
 */
import { type CompiledOperator, MOST_SHOWN } from '../operator.ts'

// Kept as they are, or as their ASCII cousin.
const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ...Array.from(' +-.,_/()', (separator) => [separator, separator] as const),
  ...Array.from('\u00a0\u202f', (space) => [space, ' '] as const),
  ...Array.from('\u2010\u2011\u2012\u2013\u2014\u2015\u2212', (dash) => [dash, '-'] as const)
])
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u

export function createMask(show: number = MOST_SHOWN, char = '*'): CompiledOperator {
  const most = Math.min(show, MOST_SHOWN)
  return {
    type: 'mask',
    apply: (value) => mask(value, most, char),
    meaning: `mask(show=${most},char=${char})`
  }
}

/** Digits in groups, as cards and accounts are written: the same as `mask`, without a list of characters. */
const DIGIT_GROUPS = /^[0-9 -]*[0-9][0-9 -]*$/

function maskDigits(value: string, most: number, char: string): string {
  let digits = 0
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) >= 48) digits++
  let hidden = digits - Math.min(most, Math.floor(digits / 4))
  let masked = ''
  for (let i = 0; i < value.length; i++)
    masked += value.charCodeAt(i) >= 48 && hidden-- > 0 ? char : value[i]
  return masked
}

function mask(value: string, most: number, char: string): string {
  if (char === '*' && DIGIT_GROUPS.test(value)) return maskDigits(value, most, char)
  // By code points: half a surrogate pair would be no valid text.
  const points = Array.from(value)
  const isGrouped = points.every((p) => isDigit(p) || p === char || SEPARATORS.has(p))
  let left = Math.min(most, Math.floor(countMaskable(points, char) / 4))
  for (let i = points.length - 1; i >= 0; i--) {
    const point = points[i] as string
    const separator = isGrouped ? SEPARATORS.get(point) : undefined
    if (separator !== undefined) points[i] = separator
    else if (left-- <= 0 || !isShowable(point)) points[i] = char
  }
  // Separators alone: all of the value would have stayed.
  return points.includes(char) ? points.join('') : char.repeat(points.length)
}

// The mask's own character counts, else a mask that is masked again would show less each time.
function countMaskable(points: readonly string[], char: string): number {
  let count = 0
  for (const p of points) if (isShowable(p) || p === char || LETTER_OR_DIGIT.test(p)) count++
  return count
}

function isDigit(point: string): boolean {
  return point >= '0' && point <= '9' && point.length === 1
}

function isShowable(point: string): boolean {
  if (point.length !== 1) return false
  return isDigit(point) || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z')
}
