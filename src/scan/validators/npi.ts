/**
 * National provider identifiers of health care in the United States.
 *
 * In: matched text. Out: whether its ten digits begin with 1 or 2 and pass Luhn with the prefix 80840.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Centers for Medicare & Medicaid Services, "Requirements for NPI check digit" (45 CFR 162.406).
 */
import { toDigits } from './digits.ts'
import { isLuhn } from './luhn.ts'

/** Whether the digits are a provider's identifier. */
export function isNpi(text: string): boolean {
  const digits = toDigits(text)
  return /^[12][0-9]{9}$/.test(digits) && isLuhn(`80840${digits}`)
}
