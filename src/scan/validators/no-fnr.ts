/**
 * Norwegian birth numbers (fødselsnummer), D-numbers and H-numbers.
 *
 * In: matched text. Out: whether the eleven digits have a birth date and two right check digits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Skatteetaten, folkeregisteret: weights 3, 7, 6, 1, 8, 9, 4, 5, 2 and 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, modulo
 * 11; D-numbers add 40 to the day, H-numbers 40 to the month.
 */
import { isReversedDay } from './calendar.ts'
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are a fødselsnummer. */
export function isNorwayFnr(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 11) return false
  const day = String(Number(digits.slice(0, 2)) % 40).padStart(2, '0')
  const month = String(Number(digits.slice(2, 4)) % 40).padStart(2, '0')
  if (digitAt(digits, 0) > 7 || !isReversedDay(day + month + digits.slice(4, 6))) return false
  return (
    weigh(digits.slice(0, 10), [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weigh(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  )
}
