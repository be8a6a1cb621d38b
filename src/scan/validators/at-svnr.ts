/**
 * Austrian social insurance numbers (Sozialversicherungsnummer).
 *
 * In: matched text. Out: whether the ten digits have the right check digit and a birth date.
 * Promise: changing the last digit always breaks it.
 *
 * Source: ASVG § 31; weights 3, 7, 9, 5, 8, 4, 2, 1, 6 over all but the fourth digit, modulo 11.
 */
import { isReversedDay } from './calendar.ts'
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

const WEIGHTS = [3, 7, 9, 5, 8, 4, 2, 1, 6] as const

/** Whether the digits are an Austrian social insurance number. */
export function isAustriaSvnr(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{9}$/.test(digits) || isRepeated(digits)) return false
  const sum = weigh(digits.slice(0, 3) + digits.slice(4), WEIGHTS) % 11
  // months 13 to 15 are given out when a day is used up
  const day = digits.slice(4, 8).replace(/1[3-5]$/, '12') + digits.slice(8)
  return sum === digitAt(digits, 3) && isReversedDay(day)
}
