/**
 * Text that was drawn at random rather than written.
 *
 * In: matched text. Out: whether its characters are spread as in a key.
 * Promise: identifiers made of words (`my-service-account`, `userSessionToken`), placeholders and runs of one
 * character are rejected.
 *
 * Source: Shannon's entropy in bits a character. Measured over 10,000 random strings each: of 20 hex digits 99 % are
 * at or above 2.9, of 20 base64url characters at or above 3.65. Identifiers made of words lie between 3.0 and 3.8, so
 * no threshold tells them apart and words are looked for instead.
 */

const HEX_BITS = 2.7
const BITS = 3.0

/** Whether at least eight characters have the entropy of a random key and are not words. */
export function isHighEntropy(text: string): boolean {
  if (text.length < 8 || isWords(text)) return false
  const wanted = /^[0-9a-fA-F]+$/.test(text) ? HEX_BITS : BITS
  // a short text cannot reach it: eight characters hold at most three bits
  return toEntropy(text) >= Math.min(wanted, Math.log2(text.length) - 0.5)
}

/** Shannon entropy in bits a UTF-16 unit. */
export function toEntropy(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

/** Only words, each with a vowel and written in one case, and at most a short number at the end. */
function isWords(text: string): boolean {
  const words = text.split(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/).filter((word) => word !== '')
  return words.length > 0 && words.every((word) => isWord(word))
}

function isWord(word: string): boolean {
  if (/^[0-9]{1,4}$/.test(word)) return true
  return (
    /^(?:[A-Z]?[a-z]{1,15}|[A-Z]{1,15})[0-9]{0,2}$/.test(word) &&
    (word.length < 4 || /[aeiouy]/i.test(word))
  )
}
