/**
 * Greek social security numbers (ΑΜΚΑ).
 *
 * In: matched text. Out: whether the eleven digits begin with a birth date and pass the Luhn check.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: IDIKA, AMKA: DDMMYY, four digits, Luhn.
 */
import { isReversedDay } from './calendar.ts'
import { toDigits } from './digits.ts'
import { isLuhn } from './luhn.ts'

/** Whether the digits are an AMKA. */
export function isGreeceAmka(text: string): boolean {
  const digits = toDigits(text)
  return digits.length === 11 && isReversedDay(digits.slice(0, 6)) && isLuhn(digits)
}
