/**
 * Singaporean identity numbers (NRIC, FIN).
 *
 * In: matched text. Out: whether the letter at the end fits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Immigration and Checkpoints Authority; weights 2, 7, 6, 5, 4, 3, 2, plus 4 for T and G, plus 3 for M,
 * modulo 11.
 */
import { toAlphanumerics, weigh } from './digits.ts'

/** Whether the text is an NRIC or a FIN. */
export function isSingaporeNric(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[STFGM][0-9]{7}[A-Z]$/.test(number) || /^.0{7}/.test(number)) return false
  const first = number.charAt(0)
  const sum =
    weigh(number.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]) +
    ('TG'.includes(first) ? 4 : first === 'M' ? 3 : 0)
  const letters = 'ST'.includes(first)
    ? 'JZIHGFEDCBA'
    : first === 'M'
      ? 'XWUTRQPNJLK'
      : 'XWUTRQPNMLK'
  return letters[sum % 11] === number.at(-1)
}
