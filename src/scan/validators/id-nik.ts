/**
 * Indonesian identity numbers (NIK).
 *
 * In: matched text. Out: whether the sixteen digits have a province, a birth date and a serial number.
 * Promise: there is no check digit.
 *
 * Source: Ministry of Home Affairs, NIK: province 11 to 97, regency, district, DDMMYY (women: day plus 40), serial.
 */
import { isReversedDay } from './calendar.ts'
import { toDigits } from './digits.ts'

/** Whether the digits can be a NIK. */
export function isIndonesiaNik(text: string): boolean {
  const digits = toDigits(text)
  if (!/^(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])[0-9]{14}$/.test(digits))
    return false
  const day = String(Number(digits.slice(6, 8)) % 40).padStart(2, '0')
  if (Number(digits.slice(6, 8)) > 71 || digits.endsWith('0000')) return false
  return (
    digits.slice(2, 4) !== '00' &&
    digits.slice(4, 6) !== '00' &&
    isReversedDay(day + digits.slice(8, 12))
  )
}
