/**
 * Polish tax numbers (NIP).
 *
 * In: matched text. Out: whether the ten digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Act of 13 October 1995 on tax identification: weights 6, 5, 7, 2, 3, 4, 5, 6, 7, modulo 11.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a NIP. */
export function isPolandNip(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{9}$/.test(digits) || isRepeated(digits)) return false
  return weigh(digits.slice(0, 9), [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digitAt(digits, 9)
}
