/**
 * Iranian national codes (کد ملی).
 *
 * In: matched text. Out: whether the ten digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: National Organization for Civil Registration: weights 10 to 2, modulo 11.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a national code. */
export function isIranNationalCode(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 10 || isRepeated(digits) || digits.startsWith('000')) return false
  const rest = weigh(digits.slice(0, 9), [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
  return (rest < 2 ? rest : 11 - rest) === digitAt(digits, 9)
}
