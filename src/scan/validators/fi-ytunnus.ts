/**
 * Finnish business identity codes (Y-tunnus).
 *
 * In: matched text. Out: whether the eight digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Finnish Patent and Registration Office: weights 7, 9, 10, 5, 8, 4, 2, modulo 11; a remainder of 1 is not
 * given out.
 */
import { isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a Y-tunnus. */
export function isFinlandBusinessId(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 8 || isRepeated(digits)) return false
  return weigh(digits, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0
}
