/**
 * Albanian identity numbers (NID).
 *
 * In: matched text. Out: whether the ten characters hold a birth date.
 * Promise: the check letter is not asked for: its rule is not published.
 *
 * Source: Law 8952/2002 on the personal identity number: a letter for the decade, the year's last digit, month
 * (plus 50 for women), day, serial, check letter.
 */
import { isDay } from './calendar.ts'
import { toAlphanumerics } from './digits.ts'

/** Whether the text can be an Albanian identity number. */
export function isAlbaniaNid(text: string): boolean {
  const match = /^[0-9A-T][0-9]([0-9]{2})([0-9]{2})[0-9]{3}[A-W]$/.exec(toAlphanumerics(text))
  if (match === null) return false
  return Number(match[1]) < 63 && isDay(2000, Number(match[1]) % 50, Number(match[2]))
}
