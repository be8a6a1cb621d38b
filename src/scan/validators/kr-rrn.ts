/**
 * Korean resident registration numbers (주민등록번호) and foreigners' registration numbers (외국인등록번호).
 *
 * In: matched text. Out: whether its thirteen digits begin with a date and go on with a gender digit.
 * Promise: a failing check digit never rejects: numbers issued since October 2020 are random after the seventh.
 *
 * Source: Resident Registration Act, enforcement rule, article 2: YYMMDD, then 1–4 for Koreans and 5–8 for
 * foreigners; 1, 2, 5 and 6 were born in 19YY, 3, 4, 7 and 8 in 20YY.
 */
import { toDigits } from './digits.ts'

/** Whether the digits are a registration number of somebody born on a day that exists. */
export function isKoreaRrn(text: string): boolean {
  const digits = toDigits(text)
  return /^[0-9]{6}[1-8][0-9]{6}$/.test(digits) && isDay(digits)
}

function isDay(digits: string): boolean {
  const century = '1256'.includes(digits.charAt(6)) ? '19' : '20'
  const year = Number(century + digits.slice(0, 2))
  const month = Number(digits.slice(2, 4))
  const day = Number(digits.slice(4, 6))
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && day > 0
}
