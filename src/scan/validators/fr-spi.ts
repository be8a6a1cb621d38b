/**
 * French tax numbers of persons (numéro fiscal, SPI).
 *
 * In: matched text. Out: whether the thirteen digits begin with 0 to 3 and end with the right key.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: DGFiP: the last three digits are the first ten modulo 511.
 */
import { toDigits } from './digits.ts'

/** Whether the digits are a French tax number. */
export function isFranceTaxNumber(text: string): boolean {
  const digits = toDigits(text)
  return (
    /^[0-3](?!0{9})[0-9]{12}$/.test(digits) &&
    Number(digits.slice(0, 10)) % 511 === Number(digits.slice(10))
  )
}
