/**
 * Indian goods and services tax numbers (GSTIN).
 *
 * In: matched text. Out: whether the fifteen characters have a state, a PAN and the right check character.
 * Promise: changing any one character of a valid number makes it invalid.
 *
 * Source: GST Network, format of the GSTIN: Luhn modulo 36.
 */
import { toAlphanumerics } from './digits.ts'

/** Whether the text is a GSTIN. */
export function isIndiaGstin(text: string): boolean {
  const number = toAlphanumerics(text)
  if (
    !/^(?:0[1-9]|[12][0-9]|3[0-8]|9[79])[A-Z]{3}[ABCEFGHJLPT][A-Z][0-9]{4}[A-Z][1-9A-Z][Z1-9A-J][0-9A-Z]$/.test(
      number
    )
  )
    return false
  let sum = 0
  for (let i = 0; i < 14; i++) {
    const value = Number.parseInt(number.charAt(i), 36) * (i % 2 === 0 ? 1 : 2)
    sum += Math.floor(value / 36) + (value % 36)
  }
  return (36 - (sum % 36)) % 36 === Number.parseInt(number.charAt(14), 36)
}
