/**
 * Redaction until nothing is left to find.
 *
 * In: a text and how it is looked at and rewritten. Out: the safe text and the hits of the first look.
 * Promise: redacting the result again changes nothing. A replaced value can bring a context word nearer to the next one,
 * or free a number from a neighbour that made it none; such a text is looked at again, which the first pass mostly spares.
 */
import type { Located } from '../scan/located.ts'
import type { OperatorPlan } from './operator-plan.ts'

export type Redaction = { readonly text: string; readonly hits: readonly Located[] }

export type Passes = {
  mayHold(text: string): boolean
  scan(text: string): readonly Located[]
  rewrite(text: string, hits: readonly Located[]): string
}

/** Values shrink or become tokens each time; three rounds were the most that random text ever took. */
const MAX_ROUNDS = 8

export function redactUntilStable(
  text: string,
  first: readonly Located[],
  passes: Passes
): Redaction {
  let hits = first
  let safe = passes.rewrite(text, hits)
  for (let round = 1; round < MAX_ROUNDS && passes.mayHold(safe); round++) {
    const again = passes.scan(safe)
    const next = again.length === 0 ? safe : passes.rewrite(safe, again)
    if (next === safe) break
    hits = [...hits, ...again]
    safe = next
  }
  return { text: safe, hits }
}

/** What is taken out leaves nothing: `password= next` would lose a word more each time that it is looked at. */
export function isLeftStanding(hit: Located, operators: OperatorPlan): boolean {
  return operators(hit.ruleId).type !== 'remove'
}
