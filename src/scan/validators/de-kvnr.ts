/**
 * German health insurance numbers (Krankenversichertennummer).
 *
 * In: matched text. Out: whether a letter and nine digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: GKV-Spitzenverband, § 290 SGB V: the letter as two digits, weights 1 and 2 in turn, digit sums, modulo
 * 10.
 */
import { digitAt, toAlphanumerics } from './digits.ts'

/** Whether the text is a German health insurance number. */
export function isGermanyHealthNumber(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[A-Z][0-9]{9}$/.test(number) || /^.0{8}/.test(number)) return false
  const digits = String(number.charCodeAt(0) - 64).padStart(2, '0') + number.slice(1, 9)
  let sum = 0
  for (let i = 0; i < 10; i++) {
    const value = digitAt(digits, i) * (i % 2 === 0 ? 1 : 2)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === digitAt(number, 9)
}
