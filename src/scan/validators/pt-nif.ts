/**
 * Portuguese tax numbers (NIF, NIPC).
 *
 * In: matched text. Out: whether the nine digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Decreto-Lei 14/2013: weights 9 to 2, modulo 11.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a NIF. */
export function isPortugalNif(text: string): boolean {
  const digits = toDigits(text)
  if (!/^(?:[1-35-9][0-9]|45)[0-9]{7}$/.test(digits) || isRepeated(digits)) return false
  const check = (11 - (weigh(digits.slice(0, 8), [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  return check % 10 === digitAt(digits, 8)
}
