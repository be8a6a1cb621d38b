/**
 * Korean corporate registration numbers (법인등록번호).
 *
 * In: matched text. Out: whether its thirteen digits have the right check digit.
 * Promise: changing any one digit at an odd place makes a valid number invalid; at an even place by anything but five.
 *
 * Source: Supreme Court rule on registration numbers of corporations, annex: weights 1 and 2 in turn, and the
 * last digit makes the sum a multiple of ten; its example is 110111-006243 with the check digit 2.
 */
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are a corporate registration number. */
export function isKoreaCrn(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 13 || /^0{4}/.test(digits)) return false
  return (weigh(digits.slice(0, 12), [1, 2]) + digitAt(digits, 12)) % 10 === 0
}
