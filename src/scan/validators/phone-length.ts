/**
 * Numbers that can be a telephone's, in whatever country's writing.
 *
 * In: matched text. Out: whether it has as many digits as national and international numbers have and is no date or
 * time; for values under a key that says telephone.
 *
 * Source: ITU-T E.164, at most fifteen digits; no country has subscriber numbers with area code below seven.
 */
import { toDigits } from './digits.ts'
import { isNotEpoch } from './not-epoch.ts'

const DATE = /^(?:19|20)[0-9]{2}[-./]?(?:0[1-9]|1[0-2])[-./]?(?:0[1-9]|[12][0-9]|3[01])(?![0-9])/

/** Whether the text has 7 to 15 digits, not all the same, and is neither a date nor an epoch time. */
export function hasPhoneLength(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length < 7 || digits.length > 15 || /^(.)\1+$/.test(digits)) return false
  return !DATE.test(text) && isNotEpoch(text)
}
