/**
 * Belgian enterprise and VAT numbers.
 *
 * In: matched text. Out: whether the ten digits begin with 0 or 1 and have the right check number.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Royal decree of 24 June 2003: 97 minus the first eight digits modulo 97.
 */
import { toDigits } from './digits.ts'

/** Whether the digits are a Belgian enterprise number. */
export function isBelgiumVat(text: string): boolean {
  const digits = toDigits(text)
  return (
    /^[01](?!0{9})[0-9]{9}$/.test(digits) &&
    97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8))
  )
}
