/**
 * Chinese resident identity numbers (居民身份证号码).
 *
 * In: matched text. Out: whether the eighteen characters have a province, a birth date and the right check
 * character.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: GB 11643-1999: ISO/IEC 7064 MOD 11-2; the province of GB/T 2260.
 */
import { isBirthDay } from './calendar.ts'
import { toAlphanumerics, weigh } from './digits.ts'

const SHAPE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)[0-9]{15}[0-9X]$/

/** Whether the text is a resident identity number. */
export function isChinaResidentId(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!SHAPE.test(number) || !isBirthDay(number.slice(6, 14))) return false
  const sum = weigh(number.slice(0, 17), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
  return '10X98765432'[sum % 11] === number.at(-1)
}
