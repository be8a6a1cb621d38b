/**
 * The words of a key.
 *
 * In: a key as it was written (`dbPassword`, `X-API-Key`, `비밀번호`), or a name as a rule writes it. Out: its words, lower-cased.
 * Promise: linear in the key's length.
 */

/** One word of a key and whether it was written right after the one before it, with nothing between. */
export type Word = { readonly text: string; readonly glued: boolean }

const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/u
/** `JWTs`, `API` before `Key`, `Key` or `key`, letters without case (one Hangul run), each with its digits. */
const HUMPS = (): RegExp =>
  /(?:^\p{N}+)?(?:\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{Lm}\p{Lt}\p{M}]+)\p{N}*/gu
let humps: RegExp | null = null

/** Digits that only number a name: `password2`. `s3`, `v2` keep theirs: without it nothing is left of them. */
const NUMBERING = /(?<=\p{L}\p{L})\p{N}+$/u
/** Whether a text has ASCII characters only. */
export const ASCII: RegExp = /^\p{ASCII}*$/u

/**
 * The words of a key, lower-cased: `X-API-Key` is x, api, key; `dbPassword2` is db, password.
 *
 * Digits stay with the word they follow, but a number at a word's end is left out, as is a word of digits only.
 */
export function splitKeyWords(key: string): readonly string[] {
  return toWords(key).map((word) => word.text)
}

/** What rules are written in: lower-case words, Hangul, kana or Han, and spaces. Splitting these by hand saves 15 ms at start. */
const PLAIN_WORDS =
  /^[=<]?(?:[a-z\u00df-\u00f6\u00f8-\u00ff]+(?: [a-z\u00df-\u00f6\u00f8-\u00ff]+)*|[\uac00-\ud7a3\u3041-\u30ff\u4e00-\u9fff]+(?: [\uac00-\ud7a3\u3041-\u30ff\u4e00-\u9fff]+)*)$/

export function toWords(key: string): readonly Word[] {
  if (PLAIN_WORDS.test(key))
    return key
      .replace(/^[=<]/, '')
      .split(' ')
      .map((text) => ({ text, glued: false }))
  // made when it is first used: its classes take a millisecond of a start
  humps ??= HUMPS()
  const words: Word[] = []
  for (const chunk of key.normalize('NFC').split(SEPARATORS)) {
    let glued = false
    for (const [hump] of chunk.matchAll(humps)) {
      const lower = hump.toLowerCase()
      const text = lower.replace(NUMBERING, '')
      words.push({ text, glued })
      // `pa0ss` is not `pass`: a number parts words
      glued = text === lower
    }
  }
  return words
}

/** Letters only, so that a space or `_` inside `비밀 번호` does not hide it. */
export function toRaw(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.<=-]+/g, '')
}
