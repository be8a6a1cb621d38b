/**
 * What is known of a name, whatever stands under it.
 *
 * In: a name as its units, or as a text. Out: its facts, the same object each time.
 * Promise: names repeat from line to line, so each is asked once; what is remembered is bounded, and long names are not.
 */
import type { Evidence } from './evidence.ts'
import { withoutTokens } from './evidence.ts'
import type { Plan } from './plan.ts'
import { isNameKey, isParameterKey, isValueKey } from './siblings.ts'

export type KeyFacts = {
  readonly name: string
  /** It stands in the line in another spelling. */
  readonly escaped: boolean
  /** What it speaks for by itself. */
  readonly ids: readonly string[]
  readonly isName: boolean
  readonly isValue: boolean
  readonly isParameter: boolean
  /** Whether something is found in the name itself; null: nobody asked. */
  holds: boolean | null
  /** What it speaks for under other names. */
  readonly under: Map<string, Evidence>
}

export type KeyCache = {
  readonly plan: Plan
  readonly byHash: Map<number, KeyFacts>
  readonly byName: Map<string, KeyFacts>
}

/** Keys repeat; a service has fewer of them than this. */
const KNOWN_KEYS = 2000
/** A longer key is hardly ever repeated. */
const LONGEST_KNOWN = 128
/** Names above one name. */
const KNOWN_PARENTS = 32

export function createKeyCache(plan: Plan): KeyCache {
  return { plan, byHash: new Map(), byName: new Map() }
}

/** The facts of the name that stands at [start, end) of a text, by a hash over its units (FNV-1a): no string is made of it. */
export function factsAt(
  cache: KeyCache,
  text: string,
  codes: Uint16Array,
  start: number,
  end: number
): KeyFacts {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (codes[i] as number), 0x01000193)
  const known = cache.byHash.get(hash)
  if (known !== undefined && isSame(known.name, codes, start, end)) return known
  const facts = factsOf(cache, text.slice(start, end))
  if (end - start > LONGEST_KNOWN) return facts
  if (cache.byHash.size >= KNOWN_KEYS) cache.byHash.clear()
  cache.byHash.set(hash, facts)
  return facts
}

function isSame(name: string, codes: Uint16Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== codes[start + i]) return false
  return true
}

export function factsOf(cache: KeyCache, name: string): KeyFacts {
  const known = cache.byName.get(name)
  if (known !== undefined) {
    // what it says under ever other names must not add up
    if (known.under.size > KNOWN_PARENTS) known.under.clear()
    return known
  }
  if (name.length > LONGEST_KNOWN) return toFacts(cache.plan, name)
  // a copy: a key cut from a line would keep the whole line in memory
  const facts = toFacts(cache.plan, Buffer.from(name, 'utf16le').toString('utf16le'))
  if (cache.byName.size >= KNOWN_KEYS) cache.byName.clear()
  cache.byName.set(facts.name, facts)
  return facts
}

function toFacts({ keyMatcher }: Plan, name: string): KeyFacts {
  return {
    name,
    escaped: name.includes('\\'),
    ids: keyMatcher.match(withoutTokens(name)),
    isName: isNameKey(name),
    isValue: isValueKey(name),
    isParameter: isParameterKey(name),
    holds: null,
    under: new Map()
  }
}
