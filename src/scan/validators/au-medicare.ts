/**
 * Australian Medicare numbers.
 *
 * In: matched text. Out: whether ten or eleven digits begin with 2 to 6 and have the right check digit.
 * Promise: changing the ninth digit always breaks it.
 *
 * Source: Department of Health, Medicare card number: weights 1, 3, 7, 9, modulo 10; then an issue number and a
 * place on the card.
 */
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are a Medicare number. */
export function isAustraliaMedicare(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[2-6][0-9]{8}[1-9][1-9]?$/.test(digits)) return false
  return weigh(digits.slice(0, 8), [1, 3, 7, 9]) % 10 === digitAt(digits, 8)
}
