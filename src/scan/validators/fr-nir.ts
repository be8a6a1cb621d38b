/**
 * French social security numbers (NIR, numéro de sécurité sociale).
 *
 * In: matched text. Out: whether sex, month, department and the two-digit key fit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: INSEE, Répertoire national d'identification: 97 minus the first thirteen digits modulo 97, with 2A as 19
 * and 2B as 18.
 */
import { toAlphanumerics } from './digits.ts'
import { remainder } from './iso7064.ts'

/** Whether the text is a NIR with its key. */
export function isFranceNir(text: string): boolean {
  const number = toAlphanumerics(text)
  const match = /^([123478])[0-9]{2}([0-9]{2})(?:[0-9]{2}|2[AB])[0-9]{6}([0-9]{2})$/.exec(number)
  if (match === null) return false
  const month = Number(match[2])
  const isMonth = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50
  const digits = number.slice(0, 13).replace('2A', '19').replace('2B', '18')
  return isMonth && !digits.endsWith('000') && 97 - remainder(digits, 97) === Number(match[3])
}
