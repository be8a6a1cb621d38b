/**
 * German pension insurance numbers (Rentenversicherungsnummer).
 *
 * In: matched text. Out: whether twelve characters are an area, a birth date, a letter, a serial number and the
 * right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: VKVV § 2: weights 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1 over the digits with the letter as its place in the
 * alphabet, digit sums, modulo 10.
 */
import { digitAt, toAlphanumerics } from './digits.ts'

const WEIGHTS = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1] as const

/** Whether the text is a German pension insurance number. */
export function isGermanyPensionNumber(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[0-9]{8}[A-Z][0-9]{3}$/.test(number)) return false
  // a second number for the same birth date adds 50 to the day, a third 75
  const day = Number(number.slice(2, 4))
  const month = Number(number.slice(4, 6))
  if (day === 0 || day % 50 > 31 || month > 12) return false
  const letter = String(number.charCodeAt(8) - 64).padStart(2, '0')
  const digits = number.slice(0, 8) + letter + number.slice(9, 11)
  let sum = 0
  for (let i = 0; i < 12; i++) {
    const value = digitAt(digits, i) * (WEIGHTS[i] as number)
    sum += Math.floor(value / 10) + (value % 10)
  }
  return sum % 10 === digitAt(number, 11)
}
