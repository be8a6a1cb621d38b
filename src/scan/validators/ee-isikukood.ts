/**
 * Estonian and Lithuanian personal codes (isikukood, asmens kodas).
 *
 * In: matched text. Out: whether the eleven digits have the right check digit and a birth date.
 * Promise: changing the last digit always breaks it.
 *
 * Source: EVS 585:2007; Lithuanian Law on the Population Register: weights 1 to 9, 1 modulo 11; where that gives
 * 10, weights 3 to 9, 1, 2, 3.
 */
import { isDay } from './calendar.ts'
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are an Estonian or Lithuanian personal code. */
export function isBalticCode(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-8][0-9]{10}$/.test(digits)) return false
  const century = 17 + Math.ceil(digitAt(digits, 0) / 2)
  const year = century * 100 + Number(digits.slice(1, 3))
  if (!isDay(year, Number(digits.slice(3, 5)), Number(digits.slice(5, 7)))) return false
  const first = weigh(digits.slice(0, 10), [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
  const second = weigh(digits.slice(0, 10), [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11
  return (first < 10 ? first : second % 10) === digitAt(digits, 10)
}
