/**
 * The Luhn check of ISO/IEC 7812-1, annex B: payment cards, IMEI.
 *
 * In: matched text. Out: whether its digits pass.
 * Promise: changing any one digit of a passing number makes it fail.
 */
import { digitAt, toDigits } from './digits.ts'

/** Whether the digits, from the right and every second one doubled, add up to a multiple of ten. */
export function isLuhn(text: string): boolean {
  const digits = toDigits(text)
  let sum = 0
  for (let i = digits.length - 1, second = false; i >= 0; i--, second = !second) {
    const digit = digitAt(digits, i)
    sum += second ? DOUBLED.charCodeAt(digit) - 48 : digit
  }
  // sixteen zeros pass the sum and are a placeholder, never a number
  return digits.length > 1 && sum > 0 && sum % 10 === 0
}

/** Twice the digit, its own digits added up. */
const DOUBLED = '0246813579'
