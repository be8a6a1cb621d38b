/**
 * Peruvian tax numbers (RUC).
 *
 * In: matched text. Out: whether the eleven digits begin with 10, 15, 16, 17 or 20 and have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: SUNAT: weights 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, modulo 11 and then 10.
 */
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are a RUC. */
export function isPeruRuc(text: string): boolean {
  const digits = toDigits(text)
  if (!/^(?:1[0567]|20)[0-9]{9}$/.test(digits)) return false
  return (
    (11 - (weigh(digits.slice(0, 10), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10 ===
    digitAt(digits, 10)
  )
}
