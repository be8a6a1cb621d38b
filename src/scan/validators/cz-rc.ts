/**
 * Czech and Slovak birth numbers (rodné číslo).
 *
 * In: matched text. Out: whether nine or ten digits begin with a birth date and, where there are ten, have the
 * right check digit.
 * Promise: numbers of nine digits, given out before 1954, have no check digit.
 *
 * Source: Act 133/2000 (CZ), Act 301/1995 (SK): divisible by 11, or 10 left and a 0; months plus 50 for women, plus
 * 20 or 70 from 2004.
 */
import { isDay } from './calendar.ts'
import { digitAt, isRepeated, toDigits } from './digits.ts'

/** Whether the digits are a birth number. */
export function isCzechBirthNumber(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[0-9]{9,10}$/.test(digits) || isRepeated(digits)) return false
  const month = Number(digits.slice(2, 4)) % 50
  const short = Number(digits.slice(0, 2))
  const day = Number(digits.slice(4, 6))
  if (digits.length === 9)
    return short < 54 && !digits.endsWith('000') && isDay(1900 + short, month, day)
  const year = (short < 54 ? 2000 : 1900) + short
  if (!isDay(year, month > 20 && year > 2003 ? month - 20 : month, day)) return false
  return (Number(digits.slice(0, 9)) % 11) % 10 === digitAt(digits, 9)
}
