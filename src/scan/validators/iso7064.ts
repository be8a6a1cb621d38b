/**
 * The check digits of ISO/IEC 7064 that national numbers use.
 *
 * In: digits, the check digits last. Out: whether they fit.
 * Promise: changing any one digit of a fitting number makes it fail.
 */
import { digitAt } from './digits.ts'

/** MOD 11,10: one check digit. */
export function fitsMod1110(digits: string): boolean {
  let product = 10
  for (let i = 0; i < digits.length - 1; i++) {
    const sum = (product + digitAt(digits, i)) % 10
    product = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return (product + digitAt(digits, digits.length - 1)) % 10 === 1
}

/** A number of any length modulo a small one. */
export function remainder(digits: string, modulus: number): number {
  let rest = 0
  for (let i = 0; i < digits.length; i++) rest = (rest * 10 + digitAt(digits, i)) % modulus
  return rest
}
