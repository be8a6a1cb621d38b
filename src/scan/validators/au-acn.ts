/**
 * Australian company numbers (ACN).
 *
 * In: matched text. Out: whether the nine digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: ASIC, "Australian Company Number digit check": weights 8 to 1, modulo 10.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are an ACN. */
export function isAustraliaAcn(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 9 || isRepeated(digits)) return false
  return (
    (10 - (weigh(digits.slice(0, 8), [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === digitAt(digits, 8)
  )
}
