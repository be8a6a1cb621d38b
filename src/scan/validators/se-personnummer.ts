/**
 * Swedish personal and coordination numbers (personnummer, samordningsnummer).
 *
 * In: matched text. Out: whether ten or twelve digits have a birth date and pass the Luhn check.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Folkbokföringslag 1991:481 § 18: YYMMDD, three digits, Luhn; coordination numbers add 60 to the day.
 */
import { isShortDay } from './calendar.ts'
import { toDigits } from './digits.ts'
import { isLuhn } from './luhn.ts'

/** Whether the digits are a personnummer. */
export function isSwedenPersonnummer(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length === 12 ? !/^(?:18|19|20)/.test(digits) : digits.length !== 10) return false
  const number = digits.slice(-10)
  const day = String(Number(number.slice(4, 6)) % 60).padStart(2, '0')
  return isShortDay(number.slice(0, 4) + day) && isLuhn(number)
}
