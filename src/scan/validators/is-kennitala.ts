/**
 * Icelandic identification numbers (kennitala).
 *
 * In: matched text. Out: whether the ten digits have a date, the right check digit and a century.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Registers Iceland: DDMMYY, weights 3, 2, 7, 6, 5, 4, 3, 2, modulo 11; companies add 40 to the day; the
 * last digit is 8, 9 or 0.
 */
import { isReversedDay } from './calendar.ts'
import { toDigits, weigh } from './digits.ts'

/** Whether the digits are a kennitala. */
export function isIcelandKennitala(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[0-7][0-9]{8}[089]$/.test(digits)) return false
  const day = String(Number(digits.slice(0, 2)) % 40).padStart(2, '0')
  if (!isReversedDay(day + digits.slice(2, 6))) return false
  return weigh(digits.slice(0, 9), [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
}
