/**
 * The Verhoeff check over the dihedral group of order ten.
 *
 * In: matched text. Out: whether the digits pass.
 * Promise: changing one digit, or exchanging two neighbours, makes a passing number fail.
 *
 * Source: J. Verhoeff, "Error Detecting Decimal Codes", 1969.
 */
import { digitAt, toDigits } from './digits.ts'

const PERMUTATION = '1576283094'

/** The permutation applied `times` times; it returns to the start after eight. */
function permuted(times: number, digit: number): number {
  let result = digit
  for (let i = 0; i < times % 8; i++) result = PERMUTATION.charCodeAt(result) - 48
  return result
}

/** Multiplication in the dihedral group: 0 to 4 turn, 5 to 9 turn and reflect. */
function multiplied(a: number, b: number): number {
  const turn = a < 5 ? a + b : a - b
  const isReflected = a >= 5 !== b >= 5
  return ((turn + 10) % 5) + (isReflected ? 5 : 0)
}

/** Whether the digits pass the Verhoeff check. */
export function isVerhoeff(text: string): boolean {
  const digits = toDigits(text)
  let check = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digitAt(digits, digits.length - 1 - i)
    check = multiplied(check, permuted(i, digit))
  }
  return digits.length > 1 && check === 0
}
