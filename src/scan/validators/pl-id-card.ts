/**
 * Polish identity cards and passports.
 *
 * In: matched text. Out: whether the check digit after the letters fits.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Regulation of the Minister of the Interior on identity cards, 2010: weights 7, 3, 1 over all but the
 * check digit, letters as 10 to 35, modulo 10.
 */
import { digitAt, toAlphanumerics } from './digits.ts'

/** Whether the text is the number of a Polish identity card or passport. */
export function isPolandDocument(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[A-Z]{2}(?:[A-Z][0-9]|[0-9]{2})[0-9]{5}$/.test(number)) return false
  const place = /[0-9]/.test(number.charAt(2)) ? 2 : 3
  const rest = number.slice(0, place) + number.slice(place + 1)
  let sum = 0
  for (let i = 0; i < 8; i++)
    sum += Number.parseInt(rest.charAt(i), 36) * ([7, 3, 1][i % 3] as number)
  return sum % 10 === digitAt(number, place)
}
