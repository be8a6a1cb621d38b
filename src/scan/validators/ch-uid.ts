/**
 * Swiss company numbers (UID).
 *
 * In: matched text. Out: whether the nine digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Federal Statistical Office, UID: weights 5, 4, 3, 2, 7, 6, 5, 4, modulo 11.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a Swiss UID. */
export function isSwissUid(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 9 || isRepeated(digits)) return false
  return (
    (11 - (weigh(digits.slice(0, 8), [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11 === digitAt(digits, 8)
  )
}
