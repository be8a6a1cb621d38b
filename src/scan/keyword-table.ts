/**
 * Many literals, found in one look at the place where a word starts.
 *
 * In: keywords, lower-cased; an ASCII one begins with a letter and is found at word starts only, any other is a raw substring.
 * Out: for a position, the keywords that may stand there.
 * Promise: a word that no keyword begins like costs one look at a bit, however many keywords there are.
 */

export type Keyword = {
  readonly text: string
  /** The word must end where the keyword ends (`token` is not in `tokens`). */
  readonly whole: boolean
}

export type KeywordTable = {
  /** One bit for each first three characters (five bits of each, which folds case); 4 kB, so that it stays in the nearest cache. */
  readonly bits: Uint8Array
  /** By the same three characters: 0, or 1 + the index of a bucket. */
  readonly slots: Uint16Array
  /** The same for keywords of two letters, which a third character must not hide. */
  readonly pairs: Uint16Array
  /** Bucket b holds the entries from `bounds[b]` to `bounds[b + 1]`. */
  readonly bounds: Int32Array
  readonly entries: Entries
  /** Keywords that are no ASCII words, by their first UTF-16 unit beyond ASCII. */
  readonly wide: ReadonlyMap<number, readonly WideEntry[]>
}

/** Entries as columns: numbers in a row are read four times as fast as objects with strings (110 against 25 ns a word). */
type Entries = {
  readonly ids: Int32Array
  readonly whole: Uint8Array
  /** Entry e's characters stand in `chars` from `offsets[e]` to `offsets[e + 1]`. */
  readonly offsets: Int32Array
  readonly chars: Uint16Array
}

/** `back`: how many ASCII characters stand before the unit that it is found by (`l` of `lösenord`). */
type WideEntry = { readonly id: number; readonly text: string; readonly back: number }

export function createKeywordTable(keywords: readonly Keyword[]): KeywordTable {
  const bits = new Uint8Array(4096)
  const slots = new Uint16Array(32_768)
  const pairs = new Uint16Array(1024)
  const wide = new Map<number, WideEntry[]>()
  // the bucket of each keyword, -1 for one that is no ASCII word
  const buckets = new Int32Array(keywords.length).fill(-1)
  let count = 0
  for (const [id, { text }] of keywords.entries()) {
    if (!isAsciiWord(text)) {
      addWide(wide, id, text)
      continue
    }
    const table = text.length === 2 ? pairs : slots
    const slot = text.length === 2 ? pairAt(text) : slotAt(text)
    if (table === slots) bits[slot >> 3] = (bits[slot >> 3] as number) | (1 << (slot & 7))
    if (table[slot] === 0) table[slot] = ++count
    buckets[id] = (table[slot] as number) - 1
  }
  return { bits, slots, pairs, ...toColumns(keywords, buckets, count), wide }
}

function slotAt(text: string): number {
  return slotOf(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2))
}

function pairAt(text: string): number {
  return pairOf(text.charCodeAt(0), text.charCodeAt(1))
}

/** Keywords in order of their buckets, by counting: lists of lists took 10 ms of a start. */
function toColumns(
  keywords: readonly Keyword[],
  buckets: Int32Array,
  count: number
): Pick<KeywordTable, 'bounds' | 'entries'> {
  const bounds = new Int32Array(count + 1)
  for (const bucket of buckets)
    if (bucket >= 0) bounds[bucket + 1] = (bounds[bucket + 1] as number) + 1
  for (let b = 0; b < count; b++) bounds[b + 1] = (bounds[b + 1] as number) + (bounds[b] as number)
  const next = bounds.slice()
  const ids = new Int32Array(bounds[count] as number)
  for (let id = 0; id < buckets.length; id++) {
    const bucket = buckets[id] as number
    if (bucket < 0) continue
    ids[next[bucket] as number] = id
    next[bucket] = (next[bucket] as number) + 1
  }
  return { bounds, entries: toEntries(keywords, ids) }
}

function toEntries(keywords: readonly Keyword[], ids: Int32Array): Entries {
  const whole = new Uint8Array(ids.length)
  const offsets = new Int32Array(ids.length + 1)
  for (let e = 0; e < ids.length; e++)
    offsets[e + 1] = (offsets[e] as number) + keywordOf(keywords, ids, e).text.length
  const chars = new Uint16Array(offsets[ids.length] as number)
  for (let e = 0; e < ids.length; e++) {
    const keyword = keywordOf(keywords, ids, e)
    const start = offsets[e] as number
    whole[e] = keyword.whole ? 1 : 0
    for (let i = 0; i < keyword.text.length; i++) chars[start + i] = keyword.text.charCodeAt(i)
  }
  return { ids, whole, offsets, chars }
}

function keywordOf(keywords: readonly Keyword[], ids: Int32Array, entry: number): Keyword {
  return keywords[ids[entry] as number] as Keyword
}

/** Keywords found at word starts: two or more ASCII characters, the first a letter. */
export function isAsciiWord(text: string): boolean {
  return /^[a-z][\x20-\x7e]/.test(text)
}

function addWide(wide: Map<number, WideEntry[]>, id: number, text: string): void {
  const back = text.search(/\P{ASCII}/u)
  if (back === -1) return
  const unit = text.charCodeAt(back)
  const entries = wide.get(unit)
  if (entries === undefined) wide.set(unit, [{ id, text, back }])
  else entries.push({ id, text, back })
}

/** Five bits of each character: letters of both cases fall together, other characters with some letter. */
export function slotOf(code0: number, code1: number, code2: number): number {
  return ((code0 & 31) << 10) | ((code1 & 31) << 5) | (code2 & 31)
}

export function pairOf(code0: number, code1: number): number {
  return ((code0 & 31) << 5) | (code1 & 31)
}

/** Whether entry `e` stands at `at`; ASCII letters match in both cases. Behind the text stands a zero. */
export function standsAt(codes: Uint16Array, at: number, entries: Entries, e: number): boolean {
  const { chars, offsets } = entries
  const end = offsets[e + 1] as number
  let position = at
  for (let i = offsets[e] as number; i < end; i++) {
    const code = codes[position++] as number
    if ((code >= 65 && code <= 90 ? code | 32 : code) !== chars[i]) return false
  }
  return entries.whole[e] === 0 || !isLower(codes[position] as number)
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122
}
