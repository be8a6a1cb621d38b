/**
 * Danish personal numbers (CPR-nummer).
 *
 * In: matched text. Out: whether the ten digits begin with a birth date.
 * Promise: the check digit is not asked for: numbers given out since October 2007 need not have one.
 *
 * Source: CPR office, "Personnummeret i CPR": DDMMYY and a serial number of four digits.
 */
import { isReversedDay } from './calendar.ts'
import { toDigits } from './digits.ts'

/** Whether the digits can be a CPR number. */
export function isDenmarkCpr(text: string): boolean {
  const digits = toDigits(text)
  return digits.length === 10 && isReversedDay(digits.slice(0, 6)) && !digits.endsWith('0000')
}
