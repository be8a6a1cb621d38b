/**
 * Spanish social security numbers (número de afiliación).
 *
 * In: matched text. Out: whether the twelve digits have a province and the right check number.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Tesorería General de la Seguridad Social: province, number and the two joined modulo 97; a number below
 * ten million is added to the province as is.
 */
import { toDigits } from './digits.ts'

/** Whether the digits are a Spanish social security number. */
export function isSpainSocialSecurity(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 12) return false
  const province = Number(digits.slice(0, 2))
  const number = Number(digits.slice(2, 10))
  if (province === 0 || (province > 53 && province !== 66) || number === 0) return false
  const joined = number < 10_000_000 ? number + province * 10_000_000 : Number(digits.slice(0, 10))
  return joined % 97 === Number(digits.slice(10))
}
