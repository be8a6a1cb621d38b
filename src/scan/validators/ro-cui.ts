/**
 * Romanian company numbers (CUI, CIF).
 *
 * In: matched text. Out: whether two to ten digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Government decision 94/2010: weights 7, 5, 3, 2, 1, 7, 5, 3, 2 from the right, times 10, modulo 11.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a CUI. */
export function isRomaniaCui(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{5,9}$/.test(digits) || isRepeated(digits)) return false
  const sum = weigh(digits.slice(0, -1).padStart(9, '0'), [7, 5, 3, 2, 1, 7, 5, 3, 2])
  return ((sum * 10) % 11) % 10 === digitAt(digits, digits.length - 1)
}
