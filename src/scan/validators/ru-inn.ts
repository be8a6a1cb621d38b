/**
 * Russian taxpayer numbers (ИНН).
 *
 * In: matched text. Out: whether ten digits have the right check digit, or twelve both of theirs.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Order of the Federal Tax Service MMB-7-6/435: weights 2, 4, 10, 3, 5, 9, 4, 6, 8 after 3 and 7, modulo 11
 * and then 10.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

const WEIGHTS = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8] as const

/** Whether the digits are an INN. */
export function isRussiaInn(text: string): boolean {
  const digits = toDigits(text)
  if (isRepeated(digits) || digits.startsWith('00')) return false
  const fits = (length: number): boolean =>
    (weigh(digits.slice(0, length), WEIGHTS.slice(-length)) % 11) % 10 === digitAt(digits, length)
  if (digits.length === 10) return fits(9)
  return digits.length === 12 && fits(10) && fits(11)
}
