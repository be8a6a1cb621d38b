/**
 * Brazilian company numbers (CNPJ), also the alphanumeric ones that begin in July 2026.
 *
 * In: matched text. Out: whether the fourteen characters have two right check digits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Receita Federal, Instrução Normativa RFB 2229/2024: weights 2 to 9 from the right over the characters'
 * ASCII codes minus 48, modulo 11.
 */
import { digitAt, isRepeated, toAlphanumerics } from './digits.ts'

function checkAt(number: string, place: number): number {
  let sum = 0
  for (let i = 0; i < place; i++) sum += digitAt(number, i) * (2 + ((place - 1 - i) % 8))
  const rest = sum % 11
  return rest < 2 ? 0 : 11 - rest
}

/** Whether the text is a CNPJ. */
export function isBrazilCnpj(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[0-9A-Z]{12}[0-9]{2}$/.test(number) || isRepeated(number)) return false
  return checkAt(number, 12) === digitAt(number, 12) && checkAt(number, 13) === digitAt(number, 13)
}
