/**
 * Japanese corporate numbers (法人番号).
 *
 * In: matched text. Out: whether the first of thirteen digits is the right check digit.
 * Promise: changing the first digit always breaks it.
 *
 * Source: Ministerial ordinance 70/2014, article 2: weights 1 and 2 in turn from the right, 9 minus the sum modulo
 * 9.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a corporate number. */
export function isJapanCorporateNumber(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{12}$/.test(digits) || isRepeated(digits)) return false
  return 9 - (weigh(digits.slice(1), [2, 1]) % 9) === digitAt(digits, 0)
}
