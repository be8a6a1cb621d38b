/**
 * Turkish identity numbers (T.C. kimlik numarası).
 *
 * In: matched text. Out: whether the eleven digits have two right check digits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: General Directorate of Civil Registration: the tenth digit is 7 times the odd places minus the even ones,
 * the eleventh the sum of ten, modulo 10.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a T.C. kimlik numarası. */
export function isTurkeyId(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{10}$/.test(digits) || isRepeated(digits.slice(0, 9))) return false
  const tenth = weigh(digits.slice(0, 9), [7, -1]) % 10
  return (
    (tenth + 10) % 10 === digitAt(digits, 9) &&
    weigh(digits.slice(0, 10), [1]) % 10 === digitAt(digits, 10)
  )
}
