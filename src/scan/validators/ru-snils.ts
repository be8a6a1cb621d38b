/**
 * Russian pension insurance numbers (СНИЛС).
 *
 * In: matched text. Out: whether the eleven digits have the right check number.
 * Promise: changing any one of the first nine digits breaks it, but for a few that 100 and 101 hide.
 *
 * Source: Order of the Pension Fund 192p: weights 9 to 1, modulo 101, 100 becomes 00; numbers up to 001-001-998
 * have none.
 */
import { isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a SNILS. */
export function isRussiaSnils(text: string): boolean {
  const digits = toDigits(text)
  if (
    digits.length !== 11 ||
    isRepeated(digits.slice(0, 9)) ||
    Number(digits.slice(0, 9)) < 1_001_999
  )
    return false
  const sum = weigh(digits.slice(0, 9), [9, 8, 7, 6, 5, 4, 3, 2, 1])
  return (sum % 101) % 100 === Number(digits.slice(9))
}
