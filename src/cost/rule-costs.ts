/**
 * What each rule costs on real lines.
 *
 * In: what was noted of each rule's work, a time budget, a clock. Out: ns a line for each rule, the dearest first.
 * Promise: rules that did nothing cost nothing, and are counted, not listed.
 */
import type { Clock } from './rounds.ts'
import type { Recorded, RuleWork } from './rule-searches.ts'
import { whyOf } from './why.ts'

export type RuleCost = {
  readonly id: string
  readonly nsPerLine: number
  readonly searches: number
  readonly matches: number
  readonly refused: number
  readonly findings: number
  /** Why it costs what it does: sentences with ids and numbers, none of the log's values. */
  readonly why: readonly string[]
}

const ROUNDS = 5
/** A shorter time is mostly that of reading the clock. */
const LEAST_MS = 0.2

/** `found`: findings by rule id. */
export function costOfRules(
  { rules, lines }: Recorded,
  found: Readonly<Record<string, number>>,
  ms: number,
  now: Clock
): RuleCost[] {
  const busy = rules.filter(({ steps }) => steps.length > 0)
  const steps = busy.reduce((sum, work) => sum + work.steps.length, 0)
  return busy
    .map((work) => {
      // a rule with more work gets more of the time
      const share = 0.5 / busy.length + (0.5 * work.steps.length) / steps
      const { id, searches, matches, refused } = work
      const nsPerLine = (timeSteps(work, ms * share, now) * 1e6) / Math.max(1, lines)
      const findings = found[id] ?? 0
      const why = whyOf(work, lines, findings)
      return { id, nsPerLine, searches, matches, refused, findings, why }
    })
    .sort((a, b) => b.nsPerLine - a.nsPerLine)
}

/** Milliseconds that all steps take once, the median of several rounds; the first pass warms up. */
function timeSteps({ steps }: RuleWork, ms: number, now: Clock): number {
  runAll(steps)
  const start = now()
  runAll(steps)
  const once = Math.max(now() - start, 1e-6)
  const passes = Math.max(1, Math.ceil(Math.max(LEAST_MS, ms / (ROUNDS + 2)) / once))
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const from = now()
    for (let pass = 0; pass < Math.min(passes, MOST_PASSES); pass++) runAll(steps)
    rounds.push((now() - from) / Math.min(passes, MOST_PASSES))
    if (now() - start > ms) break
  }
  return rounds.sort((a, b) => a - b)[rounds.length >> 1] as number
}

/** A clock that stands still must not make an endless loop. */
const MOST_PASSES = 100_000

function runAll(steps: readonly (() => unknown)[]): void {
  for (const step of steps) step()
}
