/**
 * Malaysian identity card numbers (MyKad).
 *
 * In: matched text. Out: whether the twelve digits have a birth date and a place of birth.
 * Promise: there is no check digit.
 *
 * Source: National Registration Department: YYMMDD, place of birth (01–16, 21–59, 60–68, 71–72, 74–79, 82–93, 98,
 * 99), serial.
 */
import { isShortDay } from './calendar.ts'
import { toDigits } from './digits.ts'

/** Whether the digits can be a MyKad number. */
export function isMalaysiaNric(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 12 || !isShortDay(digits.slice(0, 6))) return false
  return /^(?:0[1-9]|1[0-6]|2[1-9]|[345][0-9]|6[0-8]|7[124-9]|8[2-9]|9[0-389])/.test(
    digits.slice(6)
  )
}
