/**
 * Japanese individual numbers (個人番号, My Number).
 *
 * In: matched text. Out: whether the twelve digits have the right check digit.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Ministerial ordinance 85/2014, article 5: weights 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, modulo 11; 10 and 11
 * become 0.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are a My Number. */
export function isJapanMyNumber(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 12 || isRepeated(digits)) return false
  const rest = weigh(digits.slice(0, 11), [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
  return (rest < 2 ? 0 : 11 - rest) === digitAt(digits, 11)
}
