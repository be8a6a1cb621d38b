/**
 * Chinese unified social credit codes (统一社会信用代码).
 *
 * In: matched text. Out: whether the eighteen characters have the right check character.
 * Promise: changing any one character of a valid code makes it invalid.
 *
 * Source: GB 32100-2015: powers of 3 modulo 31 over 0–9 and letters without I, O, S, V, Z.
 */
import { isRepeated, toAlphanumerics } from './digits.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Whether the text is a unified social credit code. */
export function isChinaSocialCreditCode(text: string): boolean {
  const code = toAlphanumerics(text)
  if (!/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code) || isRepeated(code)) return false
  let sum = 0
  for (let i = 0, weight = 1; i < 17; i++, weight = (weight * 3) % 31)
    sum += ALPHABET.indexOf(code.charAt(i)) * weight
  return ALPHABET[(31 - (sum % 31)) % 31] === code.at(-1)
}
