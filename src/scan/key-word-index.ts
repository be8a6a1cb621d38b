/**
 * The names that rules know, as columns.
 *
 * In: rules' words for and against. Out: each name once, which rules it speaks for, which it speaks against.
 * Promise: plain data; what is told here of a name does not depend on which rules are on.
 */
import { ASCII, splitKeyWords, toRaw } from './key-words.ts'

/** What the matcher needs to know of a rule. */
export type KeyWordRule = {
  readonly id: string
  /** Names in words, `api key`. `=ip`: the whole name. With letters outside ASCII: anywhere in the name. */
  readonly for: readonly string[]
  /** Words that take the meaning away: standing after the name, or with a leading `<` before it. */
  readonly against?: readonly string[]
}

/** From `bounds[n]` up to `bounds[n + 1]` in the other columns stands what belongs to n. */
type Bounds = Uint32Array

export type KeyWordIndex = {
  /** Names written together; from `raw` on they are found anywhere in a key. */
  readonly names: readonly string[]
  readonly raw: number
  /** For each name, where its words end. */
  readonly endBounds: Bounds
  readonly ends: Uint16Array
  /** For each name, the rules that it speaks for, and whether it must be the whole key. */
  readonly forBounds: Bounds
  readonly forRules: Uint16Array
  readonly forWhole: Uint8Array
  /** For each rule, the names that speak against it, and whether they stand before the name that speaks for it. */
  readonly againstBounds: Bounds
  readonly againstNames: Uint16Array
  readonly againstBefore: Uint8Array
}

type Named = { readonly text: string; readonly ends: readonly number[]; readonly raw: boolean }

/** Indexes rules by the names in them; the rules are told by their number in the list. */
export function indexKeyWords(rules: readonly KeyWordRule[]): KeyWordIndex {
  const entries = rules.flatMap((rule) => [...rule.for, ...(rule.against ?? [])])
  const names = distinct(entries.map(toNamed))
  const numbers = new Map(names.map((name, number) => [keyOf(name), number]))
  const numberOf = (entry: string): number | undefined => numbers.get(keyOf(toNamed(entry)))
  const speaks = names.map((): (readonly [number, number])[] => [])
  for (const [rule, { for: words }] of rules.entries())
    for (const word of words) {
      const name = numberOf(word)
      if (name !== undefined) speaks[name]?.push([rule, word.startsWith('=') ? 1 : 0])
    }
  const against = rules.map((rule) =>
    (rule.against ?? []).flatMap((word) => {
      const name = numberOf(word)
      return name === undefined ? [] : [[name, word.startsWith('<') ? 1 : 0] as const]
    })
  )
  const firstRaw = names.findIndex(({ raw }) => raw)
  return {
    names: names.map(({ text }) => text),
    raw: firstRaw === -1 ? names.length : firstRaw,
    endBounds: boundsOf(names.map(({ ends }) => ends)),
    ends: Uint16Array.from(names.flatMap(({ ends }) => ends)),
    forBounds: boundsOf(speaks),
    forRules: Uint16Array.from(speaks.flat(), ([rule]) => rule),
    forWhole: Uint8Array.from(speaks.flat(), ([, whole]) => whole),
    againstBounds: boundsOf(against),
    againstNames: Uint16Array.from(against.flat(), ([name]) => name),
    againstBefore: Uint8Array.from(against.flat(), ([, before]) => before)
  }
}

/** Each once, without empty ones, those that are found anywhere last. */
function distinct(names: readonly Named[]): readonly Named[] {
  const byKey = new Map(names.map((name) => [keyOf(name), name]))
  const all = [...byKey.values()].filter(({ text, raw }) => raw || text !== '')
  return [...all.filter(({ raw }) => !raw), ...all.filter(({ raw }) => raw)]
}

function keyOf({ text, ends, raw }: Named): string {
  return `${raw ? '~' : ends.join()} ${text}`
}

const NAMED = new Map<string, Named>()
/** Rules share most of their words against (`at`, `id`, `type`): each is taken apart once. */
const MOST_NAMED = 20_000

function toNamed(entry: string): Named {
  const known = NAMED.get(entry)
  if (known !== undefined) return known
  const named = ASCII.test(entry) ? inWords(entry) : { text: toRaw(entry), ends: [], raw: true }
  if (NAMED.size < MOST_NAMED) NAMED.set(entry, named)
  return named
}

function inWords(entry: string): Named {
  const ends: number[] = []
  let text = ''
  for (const word of splitKeyWords(entry)) {
    text += word
    ends.push(text.length)
  }
  return { text, ends, raw: false }
}

function boundsOf(lists: readonly (readonly unknown[])[]): Uint32Array {
  const bounds = new Uint32Array(lists.length + 1)
  for (const [at, { length }] of lists.entries()) bounds[at + 1] = (bounds[at] as number) + length
  return bounds
}
