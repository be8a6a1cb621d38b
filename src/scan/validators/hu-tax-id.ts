/**
 * Hungarian tax identification numbers of persons (adóazonosító jel).
 *
 * In: matched text. Out: whether the ten digits begin with 8 and have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Act XX of 1996, annex: weights 1 to 9, modulo 11; 10 is not given out.
 */
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are an adóazonosító jel. */
export function isHungaryTaxId(text: string): boolean {
  const digits = toDigits(text)
  return (
    /^8[0-9]{9}$/.test(digits) &&
    weigh(digits.slice(0, 9), [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === digitAt(digits, 9)
  )
}
