/**
 * Salvadoran identity numbers (DUI).
 *
 * In: matched text. Out: whether the nine digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Registro Nacional de las Personas Naturales: weights 9 to 2, modulo 10.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a DUI. */
export function isSalvadorDui(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 9 || isRepeated(digits)) return false
  return (
    (10 - (weigh(digits.slice(0, 8), [9, 8, 7, 6, 5, 4, 3, 2]) % 10)) % 10 === digitAt(digits, 8)
  )
}
