/**
 * Employer identification numbers of the United States.
 *
 * In: matched text. Out: whether its nine digits begin with a prefix that a campus or the internet assigns.
 *
 * Source: Internal Revenue Service, "How EINs are assigned and valid EIN prefixes".
 */
import { toDigits } from './digits.ts'

/** Prefixes that were never assigned. */
const UNUSED: ReadonlySet<string> = new Set(
  '00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97'.split(' ')
)

/** Whether the digits can be an employer's number. */
export function isEin(text: string): boolean {
  const digits = toDigits(text)
  return digits.length === 9 && !UNUSED.has(digits.slice(0, 2)) && !/^(.)\1{8}$/.test(digits)
}
