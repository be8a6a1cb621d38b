/**
 * Ukrainian taxpayer numbers (РНОКПП).
 *
 * In: matched text. Out: whether the ten digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Ministry of Finance order 822/2017: days since 1899-12-31, weights -1, 5, 7, 9, 4, 6, 10, 5, 7, modulo 11
 * and then 10.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a RNOKPP. */
export function isUkraineRnokpp(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[0-9]{10}$/.test(digits) || isRepeated(digits)) return false
  const sum = weigh(digits.slice(0, 9), [-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11
  return ((sum + 11) % 11) % 10 === digitAt(digits, 9)
}
