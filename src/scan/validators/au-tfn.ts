/**
 * Australian tax file numbers (TFN).
 *
 * In: matched text. Out: whether eight or nine digits fit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Australian Taxation Office, TFN algorithm: weights 1, 4, 3, 7, 5, 8, 6, 9, 10, or for eight digits 10, 7,
 * 8, 4, 6, 3, 5, 1, divisible by 11.
 */
import { isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a TFN. */
export function isAustraliaTfn(text: string): boolean {
  const digits = toDigits(text)
  if (isRepeated(digits)) return false
  if (digits.length === 8) return weigh(digits, [10, 7, 8, 4, 6, 3, 5, 1]) % 11 === 0
  return digits.length === 9 && weigh(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0
}
