/**
 * Which rules a key's name speaks for.
 *
 * In: a key as it was written, and indexes of the names that rules know. Out: the ids of the rules whose words stand in it.
 * Promise: linear in the key's length, and a key seen before costs one Map lookup (keys repeat in logs).
 */
import { indexKeyWords, type KeyWordIndex, type KeyWordRule } from './key-word-index.ts'
import { ASCII, toRaw, toWords, type Word } from './key-words.ts'

export type KeyMatcher = {
  /** The ids of the rules that the key speaks for, in the order of the rules. */
  readonly match: (key: string) => readonly string[]
}

/** An index, and what the plan knows of its rules. */
export type KeyWordPart = {
  readonly index: KeyWordIndex
  /** The id that is answered for a rule; null: it is off. */
  readonly idOf: (rule: number) => string | null
  /** Rules before this one come before all others of the other parts. */
  readonly first: number
}

/** Enough for the distinct keys of a large service; 2,000 short strings are about 200 kB. */
const CACHE_ENTRIES = 2000
/** A longer key is hardly ever repeated and would make the cache heavy. */
const CACHED_KEY_LENGTH = 128
/** `pAsSwOrD` falls into five words; more are never put together again. */
const LONGEST_RUN = 5

/**
 * Compiles rules' words once; `match` then tells which rules a key speaks for.
 *
 * A name of n words matches where they stand one after the other in the key, whatever the case and
 * separator, or written together: `api key` is in apiKey, API_KEY, x-api-key and apikey.
 */
export function createKeyMatcher(rules: readonly KeyWordRule[]): KeyMatcher {
  const index = indexKeyWords(rules)
  return matchKeys([{ index, idOf: (rule) => rules[rule]?.id ?? null, first: rules.length }])
}

export function matchKeys(parts: readonly KeyWordPart[]): KeyMatcher {
  // made at the first key: a logger that starts has seen none
  let lookups: readonly Lookup[] | null = null
  const cache = new Map<string, readonly string[]>()
  return {
    match(key) {
      const known = cache.get(key)
      if (known !== undefined) return known
      lookups ??= parts.map(createLookup)
      const ids = findIds(lookups, key)
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

type Lookup = KeyWordPart & {
  /** Names by their text; names of one text differ in where their words end. */
  readonly byText: ReadonlyMap<string, readonly number[]>
  readonly against: Map<number, Against>
}

/** The names that speak against a rule: before the one that speaks for it, after it, anywhere. */
type Against = {
  readonly before: ReadonlySet<number>
  readonly after: ReadonlySet<number>
  readonly raw: readonly string[]
}

function createLookup(part: KeyWordPart): Lookup {
  const { names, raw } = part.index
  const byText = new Map<string, number[]>()
  for (let name = 0; name < raw; name++) {
    const text = names[name] as string
    const known = byText.get(text)
    if (known === undefined) byText.set(text, [name])
    else known.push(name)
  }
  return { ...part, byText, against: new Map() }
}

function findIds(lookups: readonly Lookup[], key: string): readonly string[] {
  const words = toWords(key)
  const isAscii = ASCII.test(key)
  const found = lookups.map((lookup) => findRules(lookup, key, words, isAscii))
  if (found.every(({ length }) => length === 0)) return NONE
  const ids = (wanted: (rule: number, lookup: Lookup) => boolean) =>
    lookups.flatMap((lookup, at) =>
      (found[at] as readonly number[])
        .filter((rule) => wanted(rule, lookup))
        .map((rule) => lookup.idOf(rule) as string)
    )
  return [...ids((rule, { first }) => rule < first), ...ids((rule, { first }) => rule >= first)]
}

const NONE: readonly string[] = Object.freeze([])

function findRules(
  lookup: Lookup,
  key: string,
  words: readonly Word[],
  isAscii: boolean
): readonly number[] {
  const found = new Set<number>()
  const taken = createTaken(lookup, words)
  for (const run of toRuns(words))
    for (const name of namesOf(lookup, run)) addRules(lookup, name, run, taken, found)
  if (!isAscii) addRaw(lookup, key, taken, found)
  return [...found].sort((a, b) => a - b)
}

function addRules(
  { index, idOf }: Lookup,
  name: number,
  run: Run,
  taken: (rule: number) => Taken,
  found: Set<number>
): void {
  for (let row = at(index.forBounds, name); row < at(index.forBounds, name + 1); row++) {
    const rule = at(index.forRules, row)
    if (found.has(rule) || idOf(rule) === null) continue
    if (index.forWhole[row] === 1 ? run.whole : isLeft(run, taken(rule))) found.add(rule)
  }
}

function isLeft(run: Run, { before, after, raw }: Taken): boolean {
  return !raw && run.from < before && run.to > after
}

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

/** Where a rule's words against stand in a key: a name that begins at `before` or later, or ends at `after` or earlier, is taken away. */
type Taken = { readonly before: number; readonly after: number; readonly raw: boolean }

/** Worked out once a rule and key: a key of ten thousand `password_` must not cost their square. */
function createTaken(lookup: Lookup, words: readonly Word[]): (rule: number) => Taken {
  const known = new Map<number, Taken>()
  return (rule) => {
    const taken = known.get(rule) ?? findTaken(lookup, againstOf(lookup, rule), words)
    known.set(rule, taken)
    return taken
  }
}

function againstOf({ index, against }: Lookup, rule: number): Against {
  const known = against.get(rule)
  if (known !== undefined) return known
  const before = new Set<number>()
  const after = new Set<number>()
  const raw: string[] = []
  for (let row = at(index.againstBounds, rule); row < at(index.againstBounds, rule + 1); row++) {
    const name = at(index.againstNames, row)
    if (name >= index.raw) raw.push(index.names[name] as string)
    else if (index.againstBefore[row] === 1) before.add(name)
    else after.add(name)
  }
  const made = { before, after, raw }
  against.set(rule, made)
  return made
}

function findTaken(lookup: Lookup, { before, after, raw }: Against, words: readonly Word[]): Taken {
  const taken = { before: Number.POSITIVE_INFINITY, after: -1, raw: standsRaw(words, raw) }
  if (before.size === 0 && after.size === 0) return taken
  for (const run of toRuns(words))
    for (const name of namesOf(lookup, run)) {
      if (before.has(name)) taken.before = Math.min(taken.before, run.to)
      if (after.has(name)) taken.after = Math.max(taken.after, run.from)
    }
  return taken
}

/** The names that a run of words is. */
function namesOf({ byText, index }: Lookup, run: Run): readonly number[] {
  return byText.get(run.text)?.filter((name) => isWrittenAs(run, index, name)) ?? NO_NAMES
}

const NO_NAMES: readonly number[] = Object.freeze([])

/** `pass_word` is not `password`: where the key has a separator, the name must have one too. */
function isWrittenAs(run: Run, { endBounds, ends }: KeyWordIndex, name: number): boolean {
  const from = at(endBounds, name)
  const to = at(endBounds, name + 1)
  return run.cuts.every((cut) => {
    for (let i = from; i < to; i++) if (ends[i] === cut) return true
    return false
  })
}

function standsRaw(words: readonly Word[], against: readonly string[]): boolean {
  if (against.length === 0) return false
  const text = words.map((word) => word.text).join('')
  return against.some((entry) => text.includes(entry))
}

/** Where in the key such a name stands is not known in words, so any word against takes it away. */
function addRaw(
  { index, idOf }: Lookup,
  key: string,
  taken: (rule: number) => Taken,
  found: Set<number>
): void {
  const text = toRaw(key)
  for (let name = index.raw; name < index.names.length; name++) {
    if (!text.includes(index.names[name] as string)) continue
    for (let row = at(index.forBounds, name); row < at(index.forBounds, name + 1); row++) {
      const rule = at(index.forRules, row)
      if (found.has(rule) || idOf(rule) === null) continue
      const { after, raw } = taken(rule)
      if (!raw && after === -1) found.add(rule)
    }
  }
}

function at(column: Uint16Array | Uint32Array, row: number): number {
  return column[row] as number
}
