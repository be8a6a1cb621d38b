/**
 * Paraguayan tax numbers (RUC).
 *
 * In: matched text. Out: whether the last digit is the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: SET, "Dígito verificador": weights 2 to 11 from the right, modulo 11; 10 and 11 become 0.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a RUC. */
export function isParaguayRuc(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{5,8}$/.test(digits) || isRepeated(digits)) return false
  const reversed = [...digits.slice(0, -1)].reverse().join('')
  return (
    ((11 - (weigh(reversed, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11)) % 11) % 10 ===
    digitAt(digits, digits.length - 1)
  )
}
