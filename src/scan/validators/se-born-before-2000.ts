/**
 * Swedish personal numbers that are no recent date with a serial number behind it.
 *
 * In: matched text. Out: whether the year of birth, two digits or four, is from 1930 to 1999.
 * Promise: `20240131-1234` and `240131-1234`, as build numbers and file names are written, are rejected.
 *
 * Source: Folkbokföringslag 1991:481 § 18; measured on logs, which are full of the dates of today.
 */
import { toDigits } from './digits.ts'

/** Whether the digits begin with a year from 1930 to 1999. */
export function isSwedenBornBefore2000(text: string): boolean {
  const digits = toDigits(text)
  if (digits.length === 12) return digits.startsWith('19') && Number(digits.slice(2, 4)) >= 30
  return digits.length === 10 && Number(digits.slice(0, 2)) >= 30
}
