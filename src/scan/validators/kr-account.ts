/**
 * Korean bank account numbers.
 *
 * In: matched text. Out: whether it has as many digits as the banks use and is no date or time.
 *
 * Source: Korea Financial Telecommunications & Clearings Institute, account number systems: 10 to 14 digits.
 */
import { toDigits } from './digits.ts'
import { isNotEpoch } from './not-epoch.ts'

const DATE = /^(?:19|20)[0-9]{2}[- ](?:0[1-9]|1[0-2])[- ]/

/** Whether the text can be an account number. */
export function isKoreaAccount(text: string): boolean {
  return /^[0-9]{10,14}$/.test(toDigits(text)) && !DATE.test(text) && isNotEpoch(text)
}
