/**
 * Norwegian organisation numbers.
 *
 * In: matched text. Out: whether the nine digits begin with 8 or 9 and have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Brønnøysundregistrene: weights 3, 2, 7, 6, 5, 4, 3, 2, modulo 11.
 */
import { toDigits, weigh } from './digits.ts'

/** Whether the digits are an organisation number. */
export function isNorwayOrganisation(text: string): boolean {
  const digits = toDigits(text)
  return /^[89][0-9]{8}$/.test(digits) && weigh(digits, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
}
