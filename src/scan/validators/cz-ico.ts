/**
 * Czech and Slovak company numbers (IČO).
 *
 * In: matched text. Out: whether the eight digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Czech Statistical Office, RES register: weights 8 to 2, modulo 11.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are an IČO. */
export function isCzechIco(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 8 || isRepeated(digits)) return false
  return (11 - (weigh(digits.slice(0, 7), [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digitAt(digits, 7)
}
