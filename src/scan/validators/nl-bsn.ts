/**
 * Dutch citizen service numbers (burgerservicenummer).
 *
 * In: matched text. Out: whether eight or nine digits pass the eleven test.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Regeling burgerservicenummer: weights 9 to 2 and -1, divisible by 11.
 */
import { isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a BSN. */
export function isNetherlandsBsn(text: string): boolean {
  const digits = toDigits(text).padStart(9, '0')
  if (!/^(?!00)[0-9]{9}$/.test(digits) || isRepeated(digits)) return false
  return weigh(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0
}
