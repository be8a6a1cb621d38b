/**
 * Luxembourg identification numbers (matricule).
 *
 * In: matched text. Out: whether the thirteen digits have a birth date, a Luhn digit and a Verhoeff digit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Law of 19 June 2013 and Grand-Ducal regulation of 28 November 2013: the twelfth digit is Luhn, the
 * thirteenth Verhoeff, both over the first eleven.
 */
import { isBirthDay } from './calendar.ts'
import { toDigits } from './digits.ts'
import { isLuhn } from './luhn.ts'
import { isVerhoeff } from './verhoeff.ts'

/** Whether the digits are a matricule. */
export function isLuxembourgId(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 13 || !isBirthDay(digits.slice(0, 8))) return false
  return isLuhn(digits.slice(0, 12)) && isVerhoeff(digits.slice(0, 11) + digits.charAt(12))
}
