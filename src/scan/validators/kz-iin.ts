/**
 * Kazakh individual identification numbers (ИИН, ЖСН).
 *
 * In: matched text. Out: whether the twelve digits have a birth date, a century and the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Law of 12 January 2007 No. 223: weights 1 to 11 modulo 11; where that gives 10, weights 3 to 11, 1, 2.
 */
import { isShortDay } from './calendar.ts'
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are an IIN. */
export function isKazakhIin(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[0-9]{6}[1-6][0-9]{5}$/.test(digits) || !isShortDay(digits.slice(0, 6))) return false
  const head = digits.slice(0, 11)
  const first = weigh(head, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11
  const check = first < 10 ? first : weigh(head, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11
  return check === digitAt(digits, 11)
}
