/**
 * National insurance numbers of the United Kingdom.
 *
 * In: matched text. Out: whether the two letters are a prefix that is given out.
 * Promise: there is no check digit; a prefix that HMRC excludes is rejected.
 *
 * Source: HMRC, National Insurance Manual NIM39110: no D, F, I, Q, U, V; no O second; not BG, GB, KN, NK, NT, TN,
 * ZZ.
 */
import { toAlphanumerics } from './digits.ts'

/** Whether the prefix is given out. */
export function isUkNino(text: string): boolean {
  return /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]?$/.test(
    toAlphanumerics(text)
  )
}
