/**
 * Kuwaiti civil numbers.
 *
 * In: matched text. Out: whether the twelve digits have a birth date and the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Public Authority for Civil Information: century (1–3), YYMMDD, weights 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2,
 * 11 minus the sum modulo 11.
 */
import { isShortDay } from './calendar.ts'
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are a civil number. */
export function isKuwaitCivilId(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[123][0-9]{11}$/.test(digits) || !isShortDay(digits.slice(1, 7))) return false
  return (
    11 - (weigh(digits.slice(0, 11), [2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11) ===
    digitAt(digits, 11)
  )
}
