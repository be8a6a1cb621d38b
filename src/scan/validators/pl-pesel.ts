/**
 * Polish personal numbers (PESEL).
 *
 * In: matched text. Out: whether the eleven digits have a birth date and the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Population Records Act of 24 September 2010: weights 1, 3, 7, 9, modulo 10; the month tells the century.
 */
import { isDay } from './calendar.ts'
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are a PESEL. */
export function isPolandPesel(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 11) return false
  const month = Number(digits.slice(2, 4))
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(month / 20)]
  if (century === undefined) return false
  if (!isDay(century + Number(digits.slice(0, 2)), month % 20, Number(digits.slice(4, 6))))
    return false
  return (10 - (weigh(digits.slice(0, 10), [1, 3, 7, 9]) % 10)) % 10 === digitAt(digits, 10)
}
