/**
 * Taiwanese identity numbers (身分證字號) and those of foreign residents.
 *
 * In: matched text. Out: whether the check digit fits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Ministry of the Interior; the letter as two digits, weights 1, 9 to 1, 1, modulo 10; 1 and 2 for
 * citizens, 8 and 9 for foreigners.
 */
import { toAlphanumerics, weigh } from './digits.ts'

/** Whether the text is a Taiwanese identity number. */
export function isTaiwanId(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[A-Z][1289][0-9]{8}$/.test(number) || /^.(.)\1{8}$/.test(number)) return false
  const code = 10 + 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(number.charAt(0))
  const sum =
    Math.floor(code / 10) + (code % 10) * 9 + weigh(number.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1])
  return sum % 10 === 0
}
