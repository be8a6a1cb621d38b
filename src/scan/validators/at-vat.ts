/**
 * Austrian VAT numbers (UID), the U and eight digits.
 *
 * In: matched text. Out: whether the check digit fits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Federal Ministry of Finance (BMF), construction of the UID: digit sums of weights 1, 2, 1, 2 …, plus 4,
 * modulo 10.
 */
import { digitAt, toDigits } from './digits.ts'

/** Whether the digits are an Austrian VAT number. */
export function isAustriaVat(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 8) return false
  let sum = 4
  for (let i = 0; i < 7; i++) {
    const value = digitAt(digits, i) * (i % 2 === 0 ? 1 : 2)
    sum += value > 9 ? value - 9 : value
  }
  return (10 - (sum % 10)) % 10 === digitAt(digits, 7)
}
