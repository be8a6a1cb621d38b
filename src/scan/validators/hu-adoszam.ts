/**
 * Hungarian tax numbers of companies (adószám).
 *
 * In: matched text. Out: whether the first eight digits have the right check digit and what follows is a kind and a
 * county.
 * Promise: changing the last digit always breaks it.
 *
 * Source: Act CL of 2017, annex: weights 9, 7, 3, 1, modulo 10.
 */
import { isRepeated, toDigits, weigh } from './digits.ts'

/** Whether the digits are an adószám. */
export function isHungaryTaxNumber(text: string): boolean {
  const digits = toDigits(text)
  if (!/^[1-9][0-9]{7}(?:[1-5](?:0[2-9]|[1-4][0-9]|51))?$/.test(digits) || isRepeated(digits))
    return false
  return weigh(digits.slice(0, 8), [9, 7, 3, 1]) % 10 === 0
}
