/**
 * Italian VAT numbers (partita IVA).
 *
 * In: matched text. Out: whether the eleven digits name an office and pass the Luhn check.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Decreto ministeriale 23 December 1976: seven digits, an office of three, Luhn.
 */
import { toDigits } from './digits.ts'
import { isLuhn } from './luhn.ts'

/** Whether the digits are a partita IVA. */
export function isItalyVat(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 11 || Number(digits.slice(0, 7)) === 0) return false
  const office = Number(digits.slice(7, 10))
  const isOffice = (office >= 1 && office <= 100) || [120, 121, 888, 999].includes(office)
  return isOffice && isLuhn(digits)
}
