/**
 * Thai identity numbers (เลขประจำตัวประชาชน).
 *
 * In: matched text. Out: whether the thirteen digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Department of Provincial Administration: weights 13 to 2, 11 minus the sum modulo 11, modulo 10.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a Thai identity number. */
export function isThailandId(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-8][0-9]{12}$/.test(digits) || isRepeated(digits)) return false
  const sum = weigh(digits.slice(0, 12), [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
  return (11 - (sum % 11)) % 10 === digitAt(digits, 12)
}
