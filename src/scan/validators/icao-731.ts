/**
 * Numbers of travel documents and identity cards whose last digit is the check digit of ICAO 9303.
 *
 * In: matched text. Out: whether letters or digits and a last digit fit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: ICAO Doc 9303, part 3: weights 7, 3, 1, letters as 10 to 35, modulo 10; on German identity cards and
 * passports the tenth character.
 */
import { isRepeated, toAlphanumerics } from './digits.ts'

/** Whether the last digit is the check digit of what stands before it. */
export function isIcaoChecked(text: string): boolean {
  const number = toAlphanumerics(text)
  if (!/^[0-9A-Z]{7,}[0-9]$/.test(number) || isRepeated(number)) return false
  let sum = 0
  for (let i = 0; i < number.length - 1; i++) {
    sum += Number.parseInt(number.charAt(i), 36) * ([7, 3, 1][i % 3] as number)
  }
  return sum % 10 === Number(number.at(-1))
}
