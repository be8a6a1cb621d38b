/**
 * Finnish personal identity codes (henkilötunnus).
 *
 * In: matched text. Out: whether the code has a birth date, a sign of the century and the right check character.
 * Promise: changing any one digit of a valid code makes it invalid.
 *
 * Source: Act 661/2009; Digital and Population Data Services Agency: date and number modulo 31; since 2023 the
 * signs U to Y and A to F stand beside - and A.
 */
import { isReversedDay } from './calendar.ts'

/** Whether the text is a personal identity code. */
export function isFinlandHetu(text: string): boolean {
  const match = /^([0-9]{6})[-+A-FU-Y]([0-9]{3})([0-9A-Y])$/.exec(text.toUpperCase())
  if (match === null) return false
  const [, date = '', number = '', check] = match
  if (!isReversedDay(date) || Number(number) < 2) return false
  return '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(date + number) % 31] === check
}
