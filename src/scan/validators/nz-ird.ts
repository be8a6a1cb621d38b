/**
 * New Zealand tax numbers (IRD).
 *
 * In: matched text. Out: whether eight or nine digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Inland Revenue, NRWT specification: weights 3, 2, 7, 6, 5, 4, 3, 2, then 7, 4, 3, 2, 5, 2, 7, 6, modulo
 * 11; from 10-000-000 to 150-000-000.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are an IRD number. */
export function isNewZealandIrd(text: string): boolean {
  const digits = toDigits(text).padStart(9, '0')
  const value = Number(digits)
  if (
    digits.length !== 9 ||
    value <= 10_000_000 ||
    value >= 150_000_000 ||
    isRepeated(digits.slice(1))
  )
    return false
  const first = (11 - (weigh(digits.slice(0, 8), [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  const second = (11 - (weigh(digits.slice(0, 8), [7, 4, 3, 2, 5, 2, 7, 6]) % 11)) % 11
  return (first < 10 ? first : second) === digitAt(digits, 8)
}
