/**
 * Looks at the units of a text that say less than a validator and cost next to nothing.
 *
 * In: a rule. Out: for rules whose validator has one, whether it could accept a match that begins at a place.
 * Promise: sound: false means that the validator refuses every such match.
 */
import type { CompiledPatternRule } from '../rules/rule.ts'
import { mayBeIban } from './validators/iban.ts'

export type Look = (codes: Uint16Array, at: number) => boolean

const LOOKS: Readonly<Record<string, Look>> = { iban: mayBeIban }

/** The look of a rule's validators, null where they have none, or where they judge a part of the match. */
export function lookOf(rule: CompiledPatternRule): Look | null {
  if (rule.compiled.some(({ v8 }) => v8.includes('(?<value>'))) return null
  const name = rule.validators?.find((each) => Object.hasOwn(LOOKS, each))
  return name === undefined ? null : (LOOKS[name] ?? null)
}
