/**
 * Telephone numbers as they are written within a country.
 *
 * In: matched text. Out: whether it begins with the trunk prefix 0 and an area or operator, and has as many digits as
 * national numbers have.
 * Promise: dates, epoch times, versions, decimals and addresses of the network are rejected; ask for a word beside it.
 *
 * Sources: ITU-T E.123; libphonenumber's metadata (1.13): of the 245 regions 113 dial 0 first, and their national numbers
 * with it have nine to twelve digits.
 */
import { toDigits } from './digits.ts'
import { parseIpv4 } from './ip-address.ts'

/** With one separator that is no space: French numbers are groups of two digits (05 06 07 08 09). */
const DATE = /^[0-3]?[0-9]([-./])[01]?[0-9]\1(?:(?:19|20)[0-9]{2}(?![0-9])|[0-9]{2} )/

/** Whether the text is a plausible national number. */
export function isNationalPhone(text: string): boolean {
  const digits = toDigits(text)
  if (!/^0[1-9][0-9]{7,10}$/.test(digits) || /^0(.)\1+$/.test(digits)) return false
  return !DATE.test(text) && parseIpv4(text) === undefined && !/^0\.[0-9]+$/.test(text)
}
