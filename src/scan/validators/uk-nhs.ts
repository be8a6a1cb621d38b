/**
 * NHS numbers of England and Wales, and health numbers of Scotland (CHI) and Northern Ireland.
 *
 * In: matched text. Out: whether the ten digits have the right check digit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: NHS Data Dictionary, "NHS number": weights 10 to 2, modulo 11; 10 is not given out.
 */
import { isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are an NHS number. */
export function isNhsNumber(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 10 || isRepeated(digits)) return false
  return weigh(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
}
