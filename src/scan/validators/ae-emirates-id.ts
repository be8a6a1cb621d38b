/**
 * Identity numbers of the United Arab Emirates (Emirates ID).
 *
 * In: matched text. Out: whether the fifteen digits begin with 784 and a year and pass the Luhn check.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Federal Authority for Identity: ISO country code 784, year of birth, seven digits, Luhn.
 */
import { toDigits } from './digits.ts'
import { isLuhn } from './luhn.ts'

/** Whether the digits are an Emirates ID. */
export function isEmiratesId(text: string): boolean {
  const digits = toDigits(text)
  return /^784(?:19|20)[0-9]{10}$/.test(digits) && isLuhn(digits)
}
