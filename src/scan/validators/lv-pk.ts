/**
 * Latvian personal codes (personas kods).
 *
 * In: matched text. Out: whether the eleven digits have a birth date and the right check digit, or begin with 32.
 * Promise: codes given out since July 2017 begin with 32 and carry neither date nor check digit.
 *
 * Source: Population Register Law, Cabinet Regulation 8/2017: weights 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, plus 1, modulo
 * 11 and then 10.
 */
import { isReversedDay } from './calendar.ts'
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a personas kods. */
export function isLatviaPersonalCode(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 11 || isRepeated(digits)) return false
  if (digits.startsWith('32')) return true
  if (!isReversedDay(digits.slice(0, 6)) || !/^[0-2]/.test(digits.slice(6))) return false
  return (
    ((1 + weigh(digits.slice(0, 10), [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10 ===
    digitAt(digits, 10)
  )
}
