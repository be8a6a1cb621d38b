/**
 * Brazilian taxpayer numbers of persons (CPF).
 *
 * In: matched text. Out: whether the eleven digits have two right check digits.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Receita Federal, Instrução Normativa RFB 1548/2015: weights 10 to 2 and 11 to 2, modulo 11.
 */
import { digitAt, isRepeated, toDigits, weigh } from './digits.ts'

function checkAt(digits: string, place: number): number {
  const weights = Array.from({ length: place }, (_, i) => place + 1 - i)
  return ((weigh(digits.slice(0, place), weights) * 10) % 11) % 10
}

/** Whether the digits are a CPF. */
export function isBrazilCpf(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 11 || isRepeated(digits)) return false
  return checkAt(digits, 9) === digitAt(digits, 9) && checkAt(digits, 10) === digitAt(digits, 10)
}
