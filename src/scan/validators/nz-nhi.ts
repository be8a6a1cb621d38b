/**
 * New Zealand health numbers (NHI), old (ABC1235) and new (ABC12DV).
 *
 * In: matched text. Out: whether the check digit or letter fits.
 * Promise: changing the last character always breaks it.
 *
 * Source: HISO 10046, consumer health identity standard: letters without I and O as 1 to 24, weights 7 to 2, modulo
 * 11; new ones modulo 23.
 */
import { toAlphanumerics } from './digits.ts'

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

function weightOf(character: string): number {
  return /[0-9]/.test(character) ? Number(character) : LETTERS.indexOf(character) + 1
}

/** Whether the text is an NHI number. */
export function isNewZealandNhi(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[A-HJ-NP-Z]{3}[0-9]{2}(?:[0-9]{2}|[A-HJ-NP-Z]{2})$/.test(number)) return false
  let sum = 0
  for (let i = 0; i < 6; i++) sum += weightOf(number.charAt(i)) * (7 - i)
  const last = number.charAt(6)
  if (/[0-9]/.test(last)) return sum % 11 !== 0 && (11 - (sum % 11)) % 10 === Number(last)
  return LETTERS[22 - (sum % 23)] === last
}
