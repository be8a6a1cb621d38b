/**
 * Driver numbers of Great Britain.
 *
 * In: matched text. Out: whether the surname is filled up to five characters with nines and the birth date exists.
 * Promise: the check characters are not asked for: their rule is not published.
 *
 * Source: DVLA, "Driver number": five characters of the surname, decade, month (plus 50 for women), day, year, two
 * initials, three computer characters.
 */
import { isDay } from './calendar.ts'
import { toAlphanumerics } from './digits.ts'

/** Whether the text can be a driver number. */
export function isUkDriverNumber(text: string): boolean {
  const match =
    /^(?:[A-Z]{5}|[A-Z]{4}9|[A-Z]{3}99|[A-Z]{2}999)([0-9])([0-9]{2})([0-9]{2})([0-9])[A-Z][A-Z9][0-9A-Z][A-Z]{2}$/.exec(
      toAlphanumerics(text)
    )
  if (match === null) return false
  const year = 1900 + Number(`${match[1]}${match[4]}`)
  return (
    isDay(year, Number(match[2]) % 50, Number(match[3])) ||
    isDay(year + 100, Number(match[2]) % 50, Number(match[3]))
  )
}
