/**
 * French VAT numbers, the key and the SIREN.
 *
 * In: matched text. Out: whether the two-digit key fits the nine digits after it.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: DGFiP: the key is 12 plus three times the SIREN modulo 97, modulo 97.
 */
import { toDigits } from './digits.ts'
import { isLuhn } from './luhn.ts'

/** Whether the digits are a French VAT number. */
export function isFranceVat(text: string): boolean {
  const digits = toDigits(text)
  const siren = digits.slice(2)
  // SIRENs that begin with 000 are Monaco's and have no Luhn digit
  if (digits.length !== 11 || Number(siren) === 0 || !(siren.startsWith('000') || isLuhn(siren)))
    return false
  return (12 + 3 * (Number(digits.slice(2)) % 97)) % 97 === Number(digits.slice(0, 2))
}
