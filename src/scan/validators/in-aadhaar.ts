/**
 * Indian identity numbers (Aadhaar).
 *
 * In: matched text. Out: whether the twelve digits begin with 2 to 9, are no palindrome and pass the Verhoeff
 * check.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: UIDAI, "Aadhaar numbering scheme".
 */
import { toDigits } from './digits.ts'
import { isVerhoeff } from './verhoeff.ts'

/** Whether the digits are an Aadhaar number. */
export function isIndiaAadhaar(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[2-9][0-9]{11}$/.test(digits) || digits === [...digits].reverse().join('')) return false
  return isVerhoeff(digits)
}
