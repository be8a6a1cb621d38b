/**
 * Bulgarian company numbers (ЕИК, BULSTAT).
 *
 * In: matched text. Out: whether the nine digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: BULSTAT Register Act: weights 1 to 8 modulo 11; where that gives 10, weights 3 to 10.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are an EIK. */
export function isBulgariaEik(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 9 || isRepeated(digits)) return false
  const first = weigh(digits.slice(0, 8), [1, 2, 3, 4, 5, 6, 7, 8]) % 11
  const check =
    first < 10 ? first : (weigh(digits.slice(0, 8), [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10
  return check === digitAt(digits, 8)
}
