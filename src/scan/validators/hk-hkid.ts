/**
 * Hong Kong identity card numbers (香港身份證).
 *
 * In: matched text. Out: whether the check digit, or A, fits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Immigration Department; one or two letters as 10 to 35 (a missing one as 36), weights 9 to 2, modulo 11;
 * 10 is A.
 */
import { toAlphanumerics } from './digits.ts'

/** Whether the text is an identity card number. */
export function isHongKongId(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[A-Z]{1,2}[0-9]{6}[0-9A]$/.test(number)) return false
  const values = [...number].map((character) => Number.parseInt(character, 36))
  if (values.length === 8) values.unshift(36)
  const sum = values.reduce((total, value, index) => total + value * (9 - index), 0)
  return sum % 11 === 0
}
