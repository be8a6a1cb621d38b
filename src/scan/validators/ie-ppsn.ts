/**
 * Irish personal public service numbers (PPSN).
 *
 * In: matched text. Out: whether the letter after the seven digits fits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Department of Social Protection: weights 8 to 2, a second letter times 9, modulo 23.
 */
import { toAlphanumerics, weigh } from './digits.ts'

/** Whether the text is a PPSN. */
export function isIrelandPpsn(text: string): boolean {
  const number = toAlphanumerics(text)
  const match = /^([0-9]{7})([A-W])([ABHTWX]?)$/.exec(number)
  if (match === null) return false
  const [, digits = '', check, second = ''] = match
  const extra =
    second === '' || second === 'W' || second === 'T' || second === 'X'
      ? 0
      : second.charCodeAt(0) - 64
  const sum = weigh(digits, [8, 7, 6, 5, 4, 3, 2]) + 9 * extra
  return 'WABCDEFGHIJKLMNOPQRSTUV'[sum % 23] === check
}
