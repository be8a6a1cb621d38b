/**
 * Canadian social insurance numbers (SIN, NAS).
 *
 * In: matched text. Out: whether the nine digits begin with one that is given out and pass the Luhn check.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Employment and Social Development Canada, SIN code of practice: no 0 and no 8 first; Luhn.
 */
import { isRepeated, toDigits } from './digits.ts'
import { isLuhn } from './luhn.ts'

/** Whether the digits are a SIN. */
export function isCanadaSin(text: string): boolean {
  const digits = toDigits(text)
  return /^[1-79][0-9]{8}$/.test(digits) && !isRepeated(digits) && isLuhn(digits)
}
