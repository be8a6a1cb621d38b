/**
 * Colombian tax numbers (NIT), also of persons by their cédula.
 *
 * In: matched text. Out: whether the last of eight to ten or more digits is the right check digit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: DIAN, Orden Administrativa 4/1989: prime weights 3, 7, 13, 17, 19, 23, 29, 37, 41, 43 from the right,
 * modulo 11.
 */
import { isRepeated, toDigits, weigh } from './digits.ts'

const PRIMES = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43] as const

/** Whether the digits are a NIT. */
export function isColombiaNit(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{7,10}$/.test(digits) || isRepeated(digits)) return false
  const reversed = [...digits.slice(0, -1)].reverse().join('')
  return '01987654321'[weigh(reversed, PRIMES) % 11] === digits.at(-1)
}
