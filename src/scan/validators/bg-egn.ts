/**
 * Bulgarian personal numbers (ЕГН).
 *
 * In: matched text. Out: whether the ten digits have the right check digit and a birth date.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Civil Registration Act; weights 2, 4, 8, 5, 10, 9, 7, 3, 6, modulo 11 and then 10; months plus 20 before
 * 1900, plus 40 from 2000.
 */
import { isDay } from './calendar.ts'
import { digitAt, toDigits, weigh } from './digits.ts'

const WEIGHTS = [2, 4, 8, 5, 10, 9, 7, 3, 6] as const

/** Whether the digits are an EGN. */
export function isBulgariaEgn(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 10) return false
  const month = Number(digits.slice(2, 4))
  const century = month > 40 ? 2000 : month > 20 ? 1800 : 1900
  if (!isDay(century + Number(digits.slice(0, 2)), month % 20, Number(digits.slice(4, 6))))
    return false
  return (weigh(digits.slice(0, 9), WEIGHTS) % 11) % 10 === digitAt(digits, 9)
}
