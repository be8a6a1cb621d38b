/**
 * How often each rule finds something, and a word when it is suspiciously often.
 *
 * In: the hits of lines that have some, and how many lines there were. Out: counts by rule; a sentence, once for each rule
 * that marks more than 5 % of the lines. Promise: a clean line costs nothing here, and no rule is ever switched off: a
 * warning that is wrong costs a look, a rule that is off costs a leak.
 */

/** Marks more than this share of the lines: warned of. */
export const WARNED_SHARE = 0.05
/** Fewer lines say nothing: the first request of a service may be a sign-up. */
export const LEAST_LINES = 1000

export type RuleRates = {
  /** The hits of one line that has some; `lines` counts all lines so far, this one included. */
  note(hits: readonly RateHit[], lines: number): void
  /** Lines marked, by rule id. */
  counts(): Readonly<Record<string, number>>
}

/** A path that the user named is no guess: it may well stand in every line. */
const PATH_RULE = 'redact.path'

type RateHit = { readonly ruleId: string }

/** `warn` is called at most once for a rule. */
export function createRuleRates(warn: (ruleId: string, message: string) => void): RuleRates {
  const marked = new Map<string, number>()
  const warned = new Set<string>()
  return {
    note(hits, lines) {
      const last = hits.length - 1
      for (const [index, { ruleId }] of hits.entries()) {
        // one line counts once for a rule, however much it found in it
        if (ruleId === PATH_RULE) continue
        if (index < last && isAgain(hits, index + 1, ruleId)) continue
        const count = (marked.get(ruleId) ?? 0) + 1
        marked.set(ruleId, count)
        if (count <= lines * WARNED_SHARE || lines < LEAST_LINES || warned.has(ruleId)) continue
        warned.add(ruleId)
        warn(ruleId, toMessage(ruleId, count, lines))
      }
    },
    counts: () => Object.fromEntries([...marked].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}

function isAgain(hits: readonly RateHit[], from: number, ruleId: string): boolean {
  for (let index = from; index < hits.length; index++) {
    if (hits[index]?.ruleId === ruleId) return true
  }
  return false
}

function toMessage(ruleId: string, count: number, lines: number): string {
  const share = ((count / lines) * 100).toFixed(0)
  return `The rule ${ruleId} marked ${count} of the first ${lines} lines (${share} %). It stays on. Look at one of them: \`logveil scan\` shows which fields; \`-${ruleId}\` in the option rules switches it off.`
}
