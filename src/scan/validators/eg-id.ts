/**
 * Egyptian national numbers (الرقم القومي).
 *
 * In: matched text. Out: whether the fourteen digits have a birth date and a governorate.
 * Promise: the check digit is not asked for: its rule is not published.
 *
 * Source: Civil Status Organization: century (2, 3), YYMMDD, governorate (01–35, 88), serial, check digit.
 */
import { isDay } from './calendar.ts'
import { toDigits } from './digits.ts'

/** Whether the digits can be an Egyptian national number. */
export function isEgyptId(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[23][0-9]{13}$/.test(digits)) return false
  const year = (digits.startsWith('2') ? 1900 : 2000) + Number(digits.slice(1, 3))
  if (!isDay(year, Number(digits.slice(3, 5)), Number(digits.slice(5, 7)))) return false
  return /^(?:0[1-4]|1[1-9]|2[1-9]|3[1-5]|88)/.test(digits.slice(7))
}
