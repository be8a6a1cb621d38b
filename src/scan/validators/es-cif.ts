/**
 * Spanish tax numbers of companies (CIF).
 *
 * In: matched text. Out: whether the check digit or letter fits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Orden EHA/451/2008: Luhn over seven digits; A, B, E, H end in a digit, K, P, Q, S in a letter, others in
 * either.
 */
import { digitAt, toAlphanumerics } from './digits.ts'

/** Whether the text is a CIF. */
export function isSpainCif(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]$/.test(number)) return false
  let sum = 0
  for (let i = 1; i < 8; i++) {
    const value = digitAt(number, i) * (i % 2 === 1 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  const check = (10 - (sum % 10)) % 10
  const last = number.charAt(8)
  const first = number.charAt(0)
  if ('ABEH'.includes(first)) return last === String(check)
  if ('KPQS'.includes(first)) return last === 'JABCDEFGHI'[check]
  return last === String(check) || last === 'JABCDEFGHI'[check]
}
