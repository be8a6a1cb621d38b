/**
 * Ukrainian company numbers (ЄДРПОУ).
 *
 * In: matched text. Out: whether the eight digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: State Statistics Service, EDRPOU: weights 1 to 7, or 7, 1 to 6 from 30 to 60 million, modulo 11; where
 * that gives 10, weights plus 2.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are an EDRPOU code. */
export function isUkraineEdrpou(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 8 || isRepeated(digits)) return false
  const weights = /^[3-5]/.test(digits) ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7]
  const first = weigh(digits.slice(0, 7), weights) % 11
  const second =
    weigh(
      digits.slice(0, 7),
      weights.map((weight) => weight + 2)
    ) % 11
  return (first < 10 ? first : second % 10) === digitAt(digits, 7)
}
