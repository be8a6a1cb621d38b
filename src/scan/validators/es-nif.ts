/**
 * Spanish identity numbers of persons (DNI, NIE; NIF with K, L, M).
 *
 * In: matched text. Out: whether the letter at the end fits the digits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Real Decreto 1553/2005: the number modulo 23; X, Y, Z at the start of a NIE count as 0, 1, 2.
 */
import { toAlphanumerics } from './digits.ts'

/** Whether the text is a DNI or a NIE. */
export function isSpainNif(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^(?:[0-9]{8}|[XYZKLM][0-9]{7})[A-Z]$/.test(number) || /^0{8}/.test(number)) return false
  const digits = number.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)))
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits.replace(/^[KLM]/, '')) % 23] === number.at(-1)
}
