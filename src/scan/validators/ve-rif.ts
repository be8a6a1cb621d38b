/**
 * Venezuelan tax numbers (RIF).
 *
 * In: matched text. Out: whether the letter, nine digits and the check digit fit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: SENIAT: V, E, J, P, G count 4, 8, 12, 16, 20; weights 3, 2, 7, 6, 5, 4, 3, 2, modulo 11.
 */
import { toAlphanumerics, weigh } from './digits.ts'

/** Whether the text is a RIF. */
export function isVenezuelaRif(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[VEJPG][0-9]{9}$/.test(number) || /^.0{8}/.test(number)) return false
  const sum =
    4 * ('VEJPG'.indexOf(number.charAt(0)) + 1) +
    weigh(number.slice(1, 9), [3, 2, 7, 6, 5, 4, 3, 2])
  return '00987654321'[sum % 11] === number.at(-1)
}
