/**
 * French establishment numbers (SIRET).
 *
 * In: matched text. Out: whether the fourteen digits fit.
 * Promise: changing any one digit of a valid number makes it invalid, those of La Poste aside.
 *
 * Source: INSEE, SIRENE: Luhn over nine digits and over all fourteen; for La Poste (356 000 000) the sum of all
 * digits is a multiple of five.
 */
import { toDigits, weigh } from './digits.ts'
import { isLuhn } from './luhn.ts'

/** Whether the digits are a SIRET. */
export function isFranceSiret(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 14 || !isLuhn(digits.slice(0, 9))) return false
  return isLuhn(digits) || (digits.startsWith('356000000') && weigh(digits, [1]) % 5 === 0)
}
