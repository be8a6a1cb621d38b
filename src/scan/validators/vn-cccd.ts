/**
 * Vietnamese identity numbers (căn cước công dân).
 *
 * In: matched text. Out: whether the twelve digits begin with a province and a century.
 * Promise: there is no check digit.
 *
 * Source: Circular 59/2021/TT-BCA: province 001 to 096, century and sex, two digits of the year, six at random.
 */
import { toDigits } from './digits.ts'

/** Whether the digits can be a CCCD number. */
export function isVietnamCccd(text: string): boolean {
  const digits = toDigits(text)
  return /^0(?:0[1-9]|[1-8][0-9]|9[0-6])[0-3][0-9]{8}$/.test(digits) && !/^.{6}0{6}$/.test(digits)
}
