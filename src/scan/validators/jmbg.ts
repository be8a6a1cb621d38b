/**
 * Unique master citizen numbers (JMBG, EMŠO, ЕМБГ) of Bosnia, Montenegro, North Macedonia, Serbia, Slovenia and
 * once Croatia.
 *
 * In: matched text. Out: whether the thirteen digits have a birth date, a region and the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Law on the unique master citizen number (1976): DDMMYYY, region, serial, weights 7 to 2 twice, modulo 11.
 */
import { isDay } from './calendar.ts'
import { digitAt, toDigits, weigh } from './digits.ts'

/** Whether the digits are a JMBG. */
export function isJmbg(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 13) return false
  const short = Number(digits.slice(4, 7))
  if (short > 49 && short < 880) return false
  if (
    !isDay(
      short + (short < 50 ? 2000 : 1000),
      Number(digits.slice(2, 4)),
      Number(digits.slice(0, 2))
    )
  )
    return false
  const region = Number(digits.slice(7, 9))
  if ((region > 50 && region < 60) || region > 96) return false
  const check = (11 - (weigh(digits.slice(0, 12), [7, 6, 5, 4, 3, 2]) % 11)) % 11
  return check % 10 === digitAt(digits, 12)
}
