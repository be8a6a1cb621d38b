/**
 * Which rules a key's name speaks for.
 *
 * In: a key as it was written (`dbPassword`, `X-API-Key`, `비밀번호`) and the rules' words for and against.
 * Out: the words of the key; the ids of the rules whose words stand in it.
 * Promise: linear in the key's length, and a key seen before costs one Map lookup (keys repeat in logs).
 */

/** What the matcher needs to know of a rule. */
export type KeyWordRule = {
  readonly id: string
  /** Names in words, `api key`. `=ip`: the whole name. With letters outside ASCII: anywhere in the name. */
  readonly for: readonly string[]
  /** Words that take the meaning away: standing after the name, or with a leading `<` before it. */
  readonly against?: readonly string[]
}

export type KeyMatcher = {
  /** The ids of the rules that the key speaks for, in the order of the rules. */
  readonly match: (key: string) => readonly string[]
}

/** One word of a key and whether it was written right after the one before it, with nothing between. */
type Word = { readonly text: string; readonly glued: boolean }

/** A name in words, written together, and where its words end. */
type Name = { readonly text: string; readonly ends: ReadonlySet<number> }

type Entry = Name & { readonly rule: CompiledWords; readonly whole: boolean }

type CompiledWords = {
  readonly id: string
  readonly before: ReadonlyMap<string, readonly Name[]>
  readonly after: ReadonlyMap<string, readonly Name[]>
  readonly rawAgainst: readonly string[]
}

type Vocabulary = {
  readonly order: readonly string[]
  readonly entries: ReadonlyMap<string, readonly Entry[]>
  readonly raw: readonly { readonly text: string; readonly rule: CompiledWords }[]
}

/** Enough for the distinct keys of a large service; 2,000 short strings are about 200 kB. */
const CACHE_ENTRIES = 2000
/** A longer key is hardly ever repeated and would make the cache heavy. */
const CACHED_KEY_LENGTH = 128
/** `pAsSwOrD` falls into five words; more are never put together again. */
const LONGEST_RUN = 5

const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/u
/** `JWTs`, `API` before `Key`, `Key` or `key`, letters without case (one Hangul run), each with its digits. */
const HUMPS =
  /(?:^\p{N}+)?(?:\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{Lm}\p{Lt}\p{M}]+)\p{N}*/gu
/** Digits that only number a name: `password2`. `s3`, `v2` keep theirs: without it nothing is left of them. */
const NUMBERING = /(?<=\p{L}\p{L})\p{N}+$/u
const ASCII = /^\p{ASCII}*$/u

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

function toWords(key: string): readonly Word[] {
  if (PLAIN_WORDS.test(key))
    return key
      .replace(/^[=<]/, '')
      .split(' ')
      .map((text) => ({ text, glued: false }))
  const words: Word[] = []
  for (const chunk of key.normalize('NFC').split(SEPARATORS)) {
    let glued = false
    for (const [hump] of chunk.matchAll(HUMPS)) {
      const lower = hump.toLowerCase()
      const text = lower.replace(NUMBERING, '')
      words.push({ text, glued })
      // `pa0ss` is not `pass`: a number parts words
      glued = text === lower
    }
  }
  return words
}

/**
 * Compiles rules' words once; `match` then tells which rules a key speaks for.
 *
 * A name of n words matches where they stand one after the other in the key, whatever the case and
 * separator, or written together: `api key` is in apiKey, API_KEY, x-api-key and apikey.
 */
export function createKeyMatcher(rules: readonly KeyWordRule[]): KeyMatcher {
  // made at the first key: it takes a quarter of a start
  let vocabulary: Vocabulary | null = null
  const cache = new Map<string, readonly string[]>()
  return {
    match(key) {
      const known = cache.get(key)
      if (known !== undefined) return known
      vocabulary ??= toVocabulary(rules)
      const ids = findRules(vocabulary, key)
      // a copy: a key cut from a line would keep the whole line in memory
      if (key.length <= CACHED_KEY_LENGTH)
        remember(cache, Buffer.from(key, 'utf16le').toString('utf16le'), ids)
      return ids
    }
  }
}

function remember(
  cache: Map<string, readonly string[]>,
  key: string,
  ids: readonly string[]
): void {
  if (cache.size >= CACHE_ENTRIES) {
    const [oldest] = cache.keys()
    if (oldest !== undefined) cache.delete(oldest)
  }
  cache.set(key, ids)
}

function toVocabulary(rules: readonly KeyWordRule[]): Vocabulary {
  const entries = new Map<string, Entry[]>()
  const raw: { text: string; rule: CompiledWords }[] = []
  for (const rule of rules) {
    const words = toCompiledWords(rule)
    for (const name of rule.for) {
      if (!ASCII.test(name)) raw.push({ text: toRaw(name), rule: words })
      else addEntry(entries, name, words)
    }
  }
  return { order: rules.map((rule) => rule.id), entries, raw }
}

function addEntry(entries: Map<string, Entry[]>, name: string, rule: CompiledWords): void {
  const { text, ends } = toName(name)
  if (text !== '') push(entries, text, { text, ends, rule, whole: name.startsWith('=') })
}

function toCompiledWords(rule: KeyWordRule): CompiledWords {
  const before = new Map<string, Name[]>()
  const after = new Map<string, Name[]>()
  const rawAgainst: string[] = []
  for (const entry of rule.against ?? []) {
    const name = toName(entry)
    if (!ASCII.test(entry)) rawAgainst.push(toRaw(entry))
    else if (name.text !== '') push(entry.startsWith('<') ? before : after, name.text, name)
  }
  return { id: rule.id, before, after, rawAgainst }
}

/** Rules share most of their words against (`at`, `id`, `type`): each is taken apart once. */
const NAMES = new Map<string, Name>()
const MOST_NAMES = 20_000

function toName(entry: string): Name {
  const known = NAMES.get(entry)
  if (known !== undefined) return known
  const ends = new Set<number>()
  let text = ''
  for (const word of splitKeyWords(entry)) {
    text += word
    ends.add(text.length)
  }
  const name = { text, ends }
  if (NAMES.size < MOST_NAMES) NAMES.set(entry, name)
  return name
}

/** Letters only, so that a space or `_` inside `비밀 번호` does not hide it. */
function toRaw(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.<=-]+/g, '')
}

function findRules(vocabulary: Vocabulary, key: string): readonly string[] {
  const found = new Set<string>()
  const words = toWords(key)
  const taken = createTaken(words)
  for (const run of toRuns(words)) {
    for (const entry of vocabulary.entries.get(run.text) ?? []) {
      if (!found.has(entry.rule.id) && speaks(entry, run, taken)) found.add(entry.rule.id)
    }
  }
  if (!ASCII.test(key)) addRaw(vocabulary, key, taken, found)
  if (found.size === 0) return NONE
  return vocabulary.order.filter((id) => found.has(id))
}

const NONE: readonly string[] = Object.freeze([])

type Run = {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly whole: boolean
  readonly cuts: readonly number[]
}

/** Each one to five consecutive words, written together, and where they were apart in the key. */
function* toRuns(words: readonly Word[]): Generator<Run> {
  for (let from = 0; from < words.length; from++) {
    let text = ''
    const cuts: number[] = []
    const limit = Math.min(words.length, from + LONGEST_RUN)
    for (let to = from; to < limit; to++) {
      const word = words[to] as Word
      if (to > from && !word.glued) cuts.push(text.length)
      text += word.text
      yield { text, from, to: to + 1, whole: to - from + 1 === words.length, cuts: [...cuts] }
    }
  }
}

function speaks(entry: Entry, run: Run, taken: (rule: CompiledWords) => Taken): boolean {
  if (!isWrittenAs(run, entry)) return false
  if (entry.whole) return run.whole
  const { before, after, raw } = taken(entry.rule)
  return !raw && run.from < before && run.to > after
}

/** Where a rule's words against stand in a key: a name that begins at `before` or later, or ends at `after` or earlier, is taken away. */
type Taken = { readonly before: number; readonly after: number; readonly raw: boolean }

/** Worked out once a rule and key: a key of ten thousand `password_` must not cost their square. */
function createTaken(words: readonly Word[]): (rule: CompiledWords) => Taken {
  const known = new Map<CompiledWords, Taken>()
  return (rule) => {
    const taken = known.get(rule) ?? findTaken(rule, words)
    known.set(rule, taken)
    return taken
  }
}

function findTaken(rule: CompiledWords, words: readonly Word[]): Taken {
  let before = Number.POSITIVE_INFINITY
  let after = -1
  for (const run of toRuns(words)) {
    if (has(rule.before, run)) before = Math.min(before, run.to)
    if (has(rule.after, run)) after = Math.max(after, run.from)
  }
  return { before, after, raw: standsRaw(words, rule.rawAgainst) }
}

function has(names: ReadonlyMap<string, readonly Name[]>, run: Run): boolean {
  return names.get(run.text)?.some((name) => isWrittenAs(run, name)) ?? false
}

/** `pass_word` is not `password`: where the key has a separator, the name must have one too. */
function isWrittenAs(run: Run, name: Name): boolean {
  return run.cuts.every((cut) => name.ends.has(cut))
}

function standsRaw(words: readonly Word[], against: readonly string[]): boolean {
  const text = words.map((word) => word.text).join('')
  return against.some((entry) => text.includes(entry))
}

/** Where in the key such a name stands is not known in words, so any word against takes it away. */
function addRaw(
  vocabulary: Vocabulary,
  key: string,
  taken: (rule: CompiledWords) => Taken,
  found: Set<string>
): void {
  const text = toRaw(key)
  for (const { text: name, rule } of vocabulary.raw) {
    if (found.has(rule.id) || !text.includes(name)) continue
    const { after, raw } = taken(rule)
    if (!raw && after === -1) found.add(rule.id)
  }
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
