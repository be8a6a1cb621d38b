/**
 * Sri Lankan identity card numbers (NIC), old and new.
 *
 * In: matched text. Out: whether the number holds a day of a year.
 * Promise: the check digit is not asked for: its rule is not published.
 *
 * Source: Department for Registration of Persons: two digits of the year, or four, day of the year (women: plus
 * 500), serial; old ones end in V or X.
 */
import { toAlphanumerics } from './digits.ts'

/** Whether the text can be a NIC. */
export function isSriLankaNic(text: string): boolean {
  const number = toAlphanumerics(text)
  const match = /^[0-9]{2}([0-9]{3})[0-9]{4}[VX]$|^(?:19|20)[0-9]{2}([0-9]{3})[0-9]{5}$/.exec(
    number
  )
  if (match === null) return false
  const day = Number(match[1] ?? match[2])
  return day % 500 >= 1 && day % 500 <= 366 && day < 867
}
