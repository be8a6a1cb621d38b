/**
 * Unique taxpayer references of the United Kingdom.
 *
 * In: matched text. Out: whether the first of ten digits is the right check digit.
 * Promise: changing the first digit always breaks it.
 *
 * Source: HMRC, validation of the UTR: weights 6, 7, 8, 9, 10, 5, 4, 3, 2, modulo 11, looked up in 21987654321.
 */
import { isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a UTR. */
export function isUkUtr(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 10 || isRepeated(digits)) return false
  return '21987654321'[weigh(digits.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11] === digits[0]
}
