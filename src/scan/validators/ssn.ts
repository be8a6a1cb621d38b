/**
 * Social security numbers of the United States.
 *
 * In: matched text. Out: whether area, group and serial can be issued.
 * Promise: only what was never issued is rejected. Numbers that became known from advertisements and were voided
 * (078-05-1120, 219-09-9999) are accepted: people do type them in, and as nobody's numbers they make good examples.
 *
 * Source: Social Security Administration, "Social Security Number Randomization": no area 000, 666 or 900–999,
 * no group 00, no serial 0000.
 */
import { toDigits } from './digits.ts'

const ISSUED = /^(?!000|666|9)[0-9]{3}(?!00)[0-9]{2}(?!0000)[0-9]{4}$/

/** Whether the nine digits can be a social security number. */
export function isSsn(text: string): boolean {
  const digits = toDigits(text)
  // 111111111 and its like are placeholders
  return ISSUED.test(digits) && !/^(.)\1{8}$/.test(digits)
}
