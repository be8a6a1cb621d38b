/**
 * Portuguese citizen card numbers (número de documento do cartão de cidadão).
 *
 * In: matched text. Out: whether the twelve characters have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: AMA, "Validação de número de documento do cartão de cidadão": Luhn with letters as 10 to 35.
 */
import { toAlphanumerics } from './digits.ts'

/** Whether the text is the number of a citizen card. */
export function isPortugalCitizenCard(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[0-9]{9}[0-9A-Z]{2}[0-9]$/.test(number) || /^0{9}/.test(number)) return false
  let sum = 0
  for (let i = 0; i < 12; i++) {
    const value = Number.parseInt(number.charAt(i), 36) * (i % 2 === 0 ? 2 : 1)
    sum += i % 2 === 0 && value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
