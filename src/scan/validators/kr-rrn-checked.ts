/**
 * Thirteen digits that are a Korean registration number even without a dash or a word beside them.
 *
 * In: matched text. Out: whether date, gender digit and check digit fit and it is neither an epoch time in
 * milliseconds nor a Korean barcode.
 * Promise: of random numbers of thirteen digits one in 270 is let through (3,000,000 drawn).
 *
 * Source: check digit (11 − Σ digit·weight mod 11) mod 10 with the weights 2…9, 2…5; foreigners' numbers issued
 * before 2020 add 2. Barcodes of GS1 Korea begin with 880 and carry the EAN-13 check digit.
 */
import { digitAt, toDigits, weigh } from './digits.ts'
import { isKoreaRrn } from './kr-rrn.ts'
import { isNotEpoch } from './not-epoch.ts'

const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5] as const

/** Whether the digits can hardly be anything but a registration number. */
export function isCheckedKoreaRrn(text: string): boolean {
  const digits = toDigits(text)
  return isKoreaRrn(digits) && isNotEpoch(digits) && !isBarcode(digits) && hasCheckDigit(digits)
}

function hasCheckDigit(digits: string): boolean {
  const check = (11 - (weigh(digits.slice(0, 12), WEIGHTS) % 11)) % 10
  const last = digitAt(digits, 12)
  return last === check || (digitAt(digits, 6) > 4 && last === (check + 2) % 10)
}

function isBarcode(digits: string): boolean {
  return digits.startsWith('880') && weigh(digits, [1, 3]) % 10 === 0
}
