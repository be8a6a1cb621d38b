/**
 * VAT numbers of the United Kingdom.
 *
 * In: matched text. Out: whether nine or twelve digits have the right check number.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: HMRC, VAT registration number: weights 8 to 2 and the check number, modulo 97: 0, or 42 and 55 in the
 * ranges given out since 2009.
 */
import { isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a UK VAT number. */
export function isUkVat(text: string): boolean {
  const digits = toDigits(text)
  if ((digits.length !== 9 && digits.length !== 12) || isRepeated(digits)) return false
  const sum = (weigh(digits.slice(0, 7), [8, 7, 6, 5, 4, 3, 2]) + Number(digits.slice(7, 9))) % 97
  return sum === 0 || sum === 42 || sum === 55
}
