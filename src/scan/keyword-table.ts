/**
 * Many literals, found in one look at the place where a word starts.
 *
 * In: keywords, lower-cased; an ASCII one begins with a letter and is found at word starts only, any other is a raw substring.
 * Out: for a position, the ids of the keywords that stand there.
 * Promise: a word that no keyword begins like costs one table look-up, however many keywords there are.
 */

export type Keyword = {
  readonly text: string
  /** The word must end where the keyword ends (`token` is not in `tokens`). */
  readonly whole: boolean
}

export type KeywordTable = {
  /** Indexed by the first two characters of a word: 0, or 1 + the index of its bucket. */
  readonly first: Uint16Array
  readonly buckets: readonly (readonly BucketEntry[])[]
  /** Keywords that are no ASCII words, by their first UTF-16 unit. */
  readonly wide: ReadonlyMap<number, readonly BucketEntry[]>
  readonly size: number
}

type BucketEntry = { readonly id: number; readonly text: string; readonly whole: boolean }

const ROW = 128

export function createKeywordTable(keywords: readonly Keyword[]): KeywordTable {
  const first = new Uint16Array(26 * ROW)
  const buckets: BucketEntry[][] = []
  const wide = new Map<number, BucketEntry[]>()
  keywords.forEach(({ text, whole }, id) => {
    const entry = { id, text, whole }
    if (!isAsciiWord(text)) return void pushTo(wide, text.charCodeAt(0), entry)
    const slot = slotOf(text.charCodeAt(0), text.charCodeAt(1))
    if (first[slot] === 0) first[slot] = buckets.push([])
    buckets[(first[slot] as number) - 1]?.push(entry)
  })
  return { first, buckets, wide, size: keywords.length }
}

/** Keywords found at word starts: two or more ASCII characters, the first a letter. */
export function isAsciiWord(text: string): boolean {
  return /^[a-z][\x20-\x7e]/.test(text)
}

function pushTo(map: Map<number, BucketEntry[]>, key: number, entry: BucketEntry): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [entry])
  else list.push(entry)
}

/** Both codes below 128, the first a letter of either case. */
export function slotOf(code0: number, code1: number): number {
  return ((code0 | 32) - 97) * ROW + foldCode(code1)
}

function foldCode(code: number): number {
  return code >= 65 && code <= 90 ? code | 32 : code
}

/** Whether the keyword stands at `at`; ASCII letters match in both cases. */
export function standsAt(text: string, at: number, entry: BucketEntry): boolean {
  const keyword = entry.text
  const size = keyword.length
  if (at + size > text.length) return false
  for (let i = 1; i < size; i++) {
    if (foldCode(text.charCodeAt(at + i)) !== keyword.charCodeAt(i)) return false
  }
  return !entry.whole || !isLower(text.charCodeAt(at + size))
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122
}
