/**
 * Mexican bank account numbers for transfers (CLABE).
 *
 * In: matched text. Out: whether its eighteen digits have the right check digit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: Banco de México and Asociación de Bancos de México, CLABE: three digits of the bank, three of the place,
 * eleven of the account; weights 3, 7, 1, each product modulo 10.
 */
import { digitAt, toDigits } from './digits.ts'

const WEIGHTS = [3, 7, 1] as const

/** Whether the digits are a CLABE. */
export function isClabe(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length !== 18 || /^0{3}/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (digitAt(digits, i) * (WEIGHTS[i % 3] as number)) % 10
  return (10 - (sum % 10)) % 10 === digitAt(digits, 17)
}
