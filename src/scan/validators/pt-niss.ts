/**
 * Portuguese social security numbers (NISS).
 *
 * In: matched text. Out: whether the eleven digits begin with 1 or 2 and have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Instituto da Segurança Social: weights 29, 23, 19, 17, 13, 11, 7, 5, 3, 2, modulo 10, from 9.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a NISS. */
export function isPortugalNiss(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[12][0-9]{10}$/.test(digits) || isRepeated(digits)) return false
  return (
    9 - (weigh(digits.slice(0, 10), [29, 23, 19, 17, 13, 11, 7, 5, 3, 2]) % 10) ===
    digitAt(digits, 10)
  )
}
