/**
 * Chilean identity and tax numbers (RUN, RUT).
 *
 * In: matched text. Out: whether the check digit, or K, fits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Servicio de Registro Civil; weights 2 to 7 from the right, modulo 11; 10 is K.
 */
import { digitAt, isRepeated, toAlphanumerics } from './digits.ts'

/** Whether the text is a RUT. */
export function isChileRut(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[1-9][0-9]{6,7}[0-9K]$/.test(number) || isRepeated(number)) return false
  let sum = 0
  for (let i = number.length - 2, weight = 2; i >= 0; i--, weight = weight === 7 ? 2 : weight + 1) {
    sum += digitAt(number, i) * weight
  }
  return '0K987654321'[sum % 11] === number.at(-1)
}
