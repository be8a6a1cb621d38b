/**
 * Ecuadorian identity numbers (cédula) and tax numbers of persons (RUC).
 *
 * In: matched text. Out: whether ten digits, or ten and 001, name a province and pass the Luhn check.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Registro Civil; SRI: province 01 to 24 or 30, third digit up to 6, Luhn; a RUC adds the number of the
 * establishment.
 */
import { toDigits } from './digits.ts'
import { isLuhn } from './luhn.ts'

/** Whether the digits are a cédula or a RUC of a person. */
export function isEcuadorCedula(text: string): boolean {
  const digits = toDigits(text)
  if (!/^(?:0[1-9]|1[0-9]|2[0-4]|30)[0-6][0-9]{7}(?:00[1-9])?$/.test(digits)) return false
  return isLuhn(digits.slice(0, 10))
}
