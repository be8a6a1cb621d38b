/**
 * Hungarian social security numbers (TAJ).
 *
 * In: matched text. Out: whether the nine digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Act XX of 1996, annex: weights 3 and 7 in turn, modulo 10.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a TAJ number. */
export function isHungaryTaj(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 9 || isRepeated(digits)) return false
  return weigh(digits.slice(0, 8), [3, 7]) % 10 === digitAt(digits, 8)
}
