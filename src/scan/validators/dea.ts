/**
 * Registration numbers of the Drug Enforcement Administration of the United States.
 *
 * In: matched text. Out: whether its registrant's letter is in use and its seventh digit checks the six before.
 *
 * Source: DEA Diversion Control Division, registration numbers; the last digit of (d1 + d3 + d5) + 2 (d2 + d4 + d6) is d7.
 */
import { toDigits, weigh } from './digits.ts'

/** Registrant types in use; the second letter is the name's first, or 9 for a business's address. */
const SHAPE = /^[ABCDEFGHJKLMPRSTUX][A-Z9]-?[0-9]{7}$/i

/** Whether letters and check digit are those of a registration number. */
export function isDea(text: string): boolean {
  const digits = toDigits(text).slice(-7)
  if (!SHAPE.test(text) || /^0+$/.test(digits)) return false
  return weigh(digits.slice(0, 6), [1, 2]) % 10 === Number(digits[6])
}
