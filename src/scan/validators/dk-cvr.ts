/**
 * Danish company numbers (CVR).
 *
 * In: matched text. Out: whether the eight digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Danish Business Authority, CVR: weights 2, 7, 6, 5, 4, 3, 2, 1, divisible by 11.
 */
import { isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a CVR number. */
export function isDenmarkCvr(text: string): boolean {
  const digits = toDigits(text)
  return (
    /^[1-9][0-9]{7}$/.test(digits) &&
    !isRepeated(digits) &&
    weigh(digits, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  )
}
