/**
 * Swiss social insurance numbers (AHV, AVS).
 *
 * In: matched text. Out: whether the thirteen digits begin with 756 and have the right check digit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: AHVN13, Central Compensation Office: country code 756 and the check digit of EAN-13.
 */
import { toDigits, weigh } from './digits.ts'

/** Whether the digits are an AHV number. */
export function isSwissAhv(text: string): boolean {
  const digits = toDigits(text)
  return /^756(?!0{10})[0-9]{10}$/.test(digits) && weigh(digits, [1, 3]) % 10 === 0
}
