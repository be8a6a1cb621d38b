/**
 * Looks at the units of a text that say less than a validator and cost next to nothing.
 *
 * In: a rule. Out: for rules whose validator has one, whether it could accept a match that begins at a place.
 * Promise: sound: false means that the validator refuses every such match.
 */
import {
  type CompiledPatternRule,
  type CompiledRule,
  isCompiledPatternRule
} from '../rules/rule.ts'
import { pairOf } from './keyword-table.ts'
import { IBAN_COUNTRIES, mayBeIban } from './validators/iban.ts'

export type Look = (codes: Uint16Array, at: number) => boolean

const LOOKS: Readonly<Record<string, Look>> = { iban: mayBeIban }
/** What a match that such a look lets through begins with, in either case. */
const PAIRS: ReadonlyMap<Look, readonly string[]> = new Map([[mayBeIban, IBAN_COUNTRIES]])

/** The look of a rule's validators, null where they have none, or where they judge a part of the match. */
export function lookOf(rule: CompiledPatternRule): Look | null {
  if (rule.compiled.some(({ v8 }) => v8.includes('(?<value>'))) return null
  const name = rule.validators?.find((each) => Object.hasOwn(LOOKS, each))
  return name === undefined ? null : (LOOKS[name] ?? null)
}

/**
 * The pairs of letters that words with digits begin with, and that these rules could find: a bit each, by five bits of
 * either letter. All bits where one of them has no look that says so.
 */
export function wordPairsOf(rules: readonly CompiledRule[]): Uint8Array {
  const bits = new Uint8Array(128)
  for (const rule of rules) {
    if (!isCompiledPatternRule(rule) || !rule.compiled.some(({ anchor }) => anchor.kind === 'word'))
      continue
    const look = lookOf(rule)
    const pairs = look === null ? undefined : PAIRS.get(look)
    if (pairs === undefined) return bits.fill(255)
    for (const pair of pairs) {
      const bit = pairOf(pair.charCodeAt(0), pair.charCodeAt(1))
      bits[bit >> 3] = (bits[bit >> 3] as number) | (1 << (bit & 7))
    }
  }
  return bits
}
