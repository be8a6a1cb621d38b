/**
 * Australian business numbers (ABN).
 *
 * In: matched text. Out: whether the eleven digits fit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Australian Business Register, "Format of the ABN": one less in the first digit, weights 10, 1, 3, 5 … 19,
 * divisible by 89.
 */
import { toDigits, weigh } from './digits.ts'

/** Whether the digits are an ABN. */
export function isAustraliaAbn(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{10}$/.test(digits)) return false
  return (weigh(digits, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0
}
