/**
 * Personal health numbers of British Columbia.
 *
 * In: matched text. Out: whether the ten digits begin with 9 and have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: BC Ministry of Health, "PHN validation": weights 2, 4, 8, 5, 10, 9, 7, 3, modulo 11; 10 is not given out.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a PHN. */
export function isCanadaBcPhn(text: string): boolean {
  const digits = toDigits(text)
  if (!/^9[0-9]{9}$/.test(digits) || isRepeated(digits)) return false
  return (
    (11 - (weigh(digits.slice(1, 9), [2, 4, 8, 5, 10, 9, 7, 3]) % 11)) % 11 === digitAt(digits, 9)
  )
}
