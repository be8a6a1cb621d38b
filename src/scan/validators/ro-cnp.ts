/**
 * Romanian personal numbers (CNP).
 *
 * In: matched text. Out: whether the thirteen digits have a birth date, a county and the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Law 105/1996: weights 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9, modulo 11; 10 becomes 1.
 */
import { isShortDay } from './calendar.ts'
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are a CNP. */
export function isRomaniaCnp(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{12}$/.test(digits)) return false
  if (!isShortDay(digits.slice(1, 7))) return false
  const county = Number(digits.slice(7, 9))
  if (county < 1 || (county > 52 && county !== 70 && (county < 80 || county > 83))) return false
  const check = weigh(digits.slice(0, 12), [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
  return (check === 10 ? 1 : check) === digitAt(digits, 12)
}
