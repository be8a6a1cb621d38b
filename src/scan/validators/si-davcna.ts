/**
 * Slovenian tax numbers (davčna številka).
 *
 * In: matched text. Out: whether the eight digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Tax Administration of Slovenia: weights 8 to 2, modulo 11; 10 becomes 0, 11 is not given out.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a davčna številka. */
export function isSloveniaTax(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{7}$/.test(digits) || isRepeated(digits)) return false
  const check = 11 - (weigh(digits.slice(0, 7), [8, 7, 6, 5, 4, 3, 2]) % 11)
  return check < 11 && check % 10 === digitAt(digits, 7)
}
