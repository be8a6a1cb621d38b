/**
 * German tax identification numbers (Steuerliche Identifikationsnummer).
 *
 * In: matched text. Out: whether the eleven digits have the right check digit and repeat digits as they must.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: AO § 139b; Federal Central Tax Office: ISO/IEC 7064 MOD 11,10; of the first ten digits exactly one stands
 * there two or three times.
 */
import { toDigits } from './digits.ts'
import { fitsMod1110 } from './iso7064.ts'

/** Whether the digits are a German tax identification number. */
export function isGermanyTaxId(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{10}$/.test(digits)) return false
  const counts = [...'0123456789'].map((digit) => digits.slice(0, 10).split(digit).length - 1)
  const repeated = counts.filter((count) => count > 1)
  return repeated.length === 1 && (repeated[0] as number) <= 3 && fitsMod1110(digits)
}
