/**
 * What must be known of rules before one of them is woken, whatever the options say.
 *
 * In: nothing. Out: the type of an index: columns of numbers: where each keyword leads, what anchors each rule, which names speak for it.
 * Promise: plain data. Shipped rules carry it ready-made (shipped-rules.ts); a user's are indexed when they are loaded (index-rules.ts).
 */
import type { CompiledRule } from '../rules/rule.ts'
import type { KeyWordIndex } from './key-word-index.ts'
import type { Keyword } from './keyword-table.ts'
import type { WordGroup } from './vocabulary.ts'

/** What evidence there is for a rule: bits of `evidence`. */
export const BY_KEY = 1
export const BY_CONTEXT = 2

export const ANCHORS = ['none', 'at', 'digits', 'word', 'literal'] as const

/** Keyword k leads to the rules `rules[bounds[k]]` up to `rules[bounds[k + 1]]`, and there to the pattern or group `items[…]`. */
export type Leads = {
  readonly bounds: Uint32Array
  readonly rules: Uint16Array
  readonly items: Uint16Array
}

export type RuleIndex = {
  readonly ids: readonly string[]
  readonly keywords: readonly Keyword[]
  readonly keywordCount: number
  /** For each rule, 1 + the index into LIKELIHOODS of a pattern rule; 0 for a key rule. */
  readonly bases: Uint8Array
  /** For each rule, BY_KEY and BY_CONTEXT. */
  readonly evidence: Uint8Array
  /** Each pattern: its rule, the index of its anchor's kind into ANCHORS, and the digits that this asks for. */
  readonly patterns: {
    readonly rules: Uint16Array
    readonly kinds: Uint8Array
    readonly digits: Uint8Array
  }
  /** A literal that wakes a pattern. */
  readonly literals: Leads
  /** A context word that raises a rule by itself; the longest of a group that does so together; all of such a group. */
  readonly alone: Leads
  readonly together: Leads
  readonly grouped: Leads
  /** Any context word, for or against. */
  readonly contexts: Leads
  /** The first word of a name that the rule knows; a later one. */
  readonly heads: Leads
  readonly tails: Leads
  /** The keywords of SPECIAL_WORDS, in their order; none where another index has them. */
  readonly specials: Uint16Array
  readonly keyWords: KeyWordIndex
  /** Who answers to names: key rules, then pattern rules twice, for and against. What of each is written before its id. */
  readonly answers: { readonly rules: Uint16Array; readonly signs: Uint8Array }
}

/** What is written before a rule's id: nothing; names speak for it; names speak against it. */
export const SIGNS = ['', '+', '-'] as const

/** A rule with its context words, as groups of keywords. */
export type IndexedRule = {
  readonly rule: CompiledRule
  readonly contextFor: readonly WordGroup[]
  readonly contextAgainst: readonly WordGroup[]
}

/** Words that decoders are woken by, not rules. */
export const SPECIAL_WORDS = [
  ['eyj', 'jwt'],
  ['base64,', 'base64'],
  ['buffer', 'buffer'],
  ['values', 'values']
] as const
export type Special = (typeof SPECIAL_WORDS)[number][1]
