/**
 * Routing transit numbers of US banks (American Bankers Association).
 *
 * In: matched text. Out: whether its nine digits have an assigned prefix and the right check digit.
 * Promise: changing any one digit of a valid number makes it invalid.
 *
 * Source: ABA, Routing Number Administrative Board: prefixes 00–12, 21–32, 61–72 and 80; weights 3, 7, 1.
 */
import { toDigits, weigh } from './digits.ts'

/** Whether the digits are a routing number. */
export function isAbaRouting(text: string): boolean {
  const digits = toDigits(text)
  const prefix = Number(digits.slice(0, 2))
  const assigned =
    prefix <= 12 ||
    (prefix >= 21 && prefix <= 32) ||
    (prefix >= 61 && prefix <= 72) ||
    prefix === 80
  // nine zeros pass the sum and are a placeholder
  return (
    digits.length === 9 && assigned && Number(digits) > 0 && weigh(digits, [3, 7, 1]) % 10 === 0
  )
}
