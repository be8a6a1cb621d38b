/**
 * Argentine tax and labour numbers (CUIT, CUIL).
 *
 * In: matched text. Out: whether the eleven digits have a known prefix and the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: AFIP, Resolución General 10/1997: weights 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, modulo 11; 10 becomes 9.
 */
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are a CUIT. */
export function isArgentinaCuit(text: string): boolean {
  const digits = toDigits(text)
  if (!/^(?:2[03-7]|3[034]|5[015])[0-9]{9}$/.test(digits)) return false
  const check = (11 - (weigh(digits.slice(0, 10), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  return (check === 10 ? 9 : check) === digitAt(digits, 10)
}
