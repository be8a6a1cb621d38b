/**
 * Individual taxpayer identification numbers of the United States.
 *
 * In: matched text. Out: whether its nine digits begin with 9 and have an assigned fourth and fifth digit.
 *
 * Source: Internal Revenue Service, "ITIN": groups 50–65, 70–88, 90–92 and 94–99.
 */
import { toDigits } from './digits.ts'

const ISSUED = /^9[0-9]{2}(?:5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-24-9])[0-9]{4}$/

/** Whether the digits can be an ITIN. */
export function isItin(text: string): boolean {
  return ISSUED.test(toDigits(text))
}
