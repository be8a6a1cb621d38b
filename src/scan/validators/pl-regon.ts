/**
 * Polish statistical numbers (REGON).
 *
 * In: matched text. Out: whether nine or fourteen digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Regulation of 30 November 2015 on REGON: weights 8, 9, 2, 3, 4, 5, 6, 7 and 2, 4, 8, 5, 0, 9, 7, 3, 6, 1,
 * 2, 4, 8, modulo 11 and then 10.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a REGON. */
export function isPolandRegon(text: string): boolean {
  const digits = toDigits(text)
  if (isRepeated(digits) || (digits.length !== 9 && digits.length !== 14)) return false
  const fits = (number: string, weights: readonly number[]): boolean =>
    (weigh(number.slice(0, -1), weights) % 11) % 10 === digitAt(number, number.length - 1)
  if (!fits(digits.slice(0, 9), [8, 9, 2, 3, 4, 5, 6, 7])) return false
  return digits.length === 9 || fits(digits, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8])
}
