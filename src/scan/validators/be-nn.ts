/**
 * Belgian national register numbers and BIS numbers.
 *
 * In: matched text. Out: whether the eleven digits have the right check number and a birth date.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Royal decree of 3 April 1984: 97 minus the first nine digits modulo 97, a 2 before them for births since
 * 2000; BIS numbers add 20 or 40 to the month.
 */
import { toDigits } from './digits.ts'
import { remainder } from './iso7064.ts'

/** Whether the digits are a Belgian national number. */
export function isBelgiumNationalNumber(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 11) return false
  const month = Number(digits.slice(2, 4)) % 20
  if (Number(digits.slice(2, 4)) > 52 || month > 12 || Number(digits.slice(4, 6)) > 31) return false
  const check = Number(digits.slice(9))
  const head = digits.slice(0, 9)
  return check === 97 - remainder(head, 97) || check === 97 - remainder(`2${head}`, 97)
}
