/**
 * South African identity numbers.
 *
 * In: matched text. Out: whether the thirteen digits have a birth date, a citizenship and pass the Luhn check.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Department of Home Affairs, Identification Act 68/1997: YYMMDD, sex and serial, citizenship (0, 1, 2), 8
 * or 9, Luhn.
 */
import { isShortDay } from './calendar.ts'
import { toDigits } from './digits.ts'
import { isLuhn } from './luhn.ts'

/** Whether the digits are a South African identity number. */
export function isSouthAfricaId(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[0-9]{10}[012][0-9]{2}$/.test(digits)) return false
  return isShortDay(digits.slice(0, 6)) && isLuhn(digits)
}
