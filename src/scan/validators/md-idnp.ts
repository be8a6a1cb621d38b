/**
 * Moldovan personal numbers (IDNP).
 *
 * In: matched text. Out: whether the thirteen digits begin with 0, 1 or 2 and have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Government decision 333/2002: weights 7, 3, 1, modulo 10; 2 begins persons' numbers, 1 those of
 * companies.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are an IDNP or an IDNO. */
export function isMoldovaIdnp(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[012][0-9]{12}$/.test(digits) || isRepeated(digits)) return false
  return weigh(digits.slice(0, 12), [7, 3, 1]) % 10 === digitAt(digits, 12)
}
