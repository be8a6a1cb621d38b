/**
 * Telephone numbers of the North American Numbering Plan.
 *
 * In: matched text, with or without the country code 1. Out: whether area and exchange can be assigned.
 * Promise: epoch seconds until 2033 begin with 1 and are none.
 *
 * Source: NANPA, area code NXX and exchange NXX with N from 2 to 9; area codes with 9 in the middle are kept for
 * expansion, 37X and 96X are set aside; N11 are service codes.
 */
import { toDigits } from './digits.ts'

const ASSIGNABLE = /^1?(?!37|96|.11)[2-9][0-8][0-9](?!.11)[2-9][0-9]{6}$/

/** Whether the digits are a number that can be dialled in North America. */
export function isNanp(text: string): boolean {
  return ASSIGNABLE.test(toDigits(text))
}
