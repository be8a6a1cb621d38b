/**
 * Uruguayan identity numbers (cédula de identidad).
 *
 * In: matched text. Out: whether seven or eight digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Dirección Nacional de Identificación Civil: weights 2, 9, 8, 7, 6, 3, 4, modulo 10.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a cédula. */
export function isUruguayCi(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{6,7}$/.test(digits) || isRepeated(digits)) return false
  const sum = weigh(digits.slice(0, -1).padStart(7, '0'), [2, 9, 8, 7, 6, 3, 4])
  return (10 - (sum % 10)) % 10 === digitAt(digits, digits.length - 1)
}
