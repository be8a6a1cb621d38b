/**
 * Whether one build is slower than another.
 *
 * In: for each round what a call took in either build. Out: the ratio with its spread, and a verdict.
 * Ratios are made within a round, as everywhere in this bench; a build counts as slower if the median of them says so.
 */
import { type Summary, summarise } from '../measure/statistics.ts'

/** Slower by more than this is flagged. */
export const TOLERANCE = 0.05

export type Pair = { readonly before: number; readonly after: number }

export type Comparison = {
  readonly name: string
  /** ns a call. */
  readonly before: Summary
  readonly after: Summary
  readonly ratio: Summary
  readonly verdict: 'slower' | 'faster' | 'same'
}

export function compare(name: string, pairs: readonly Pair[]): Comparison {
  const ratio = summarise(pairs.map(({ before, after }) => after / before))
  return {
    name,
    before: summarise(pairs.map(({ before }) => before)),
    after: summarise(pairs.map(({ after }) => after)),
    ratio,
    verdict: verdictOn(ratio.median)
  }
}

function verdictOn(ratio: number): Comparison['verdict'] {
  if (ratio > 1 + TOLERANCE) return 'slower'
  return ratio < 1 - TOLERANCE ? 'faster' : 'same'
}

/** The row of a table: name, ns before, ns after, ratio, verdict. */
export function toRow({ name, before, after, ratio, verdict }: Comparison): string[] {
  const spread = `${ratio.median.toFixed(3)} (${ratio.p5.toFixed(2)}–${ratio.p95.toFixed(2)})`
  return [name, toNs(before), toNs(after), spread, verdict === 'same' ? '' : verdict]
}

function toNs({ median, mad }: Summary): string {
  return `${Math.round(median)} ± ${Math.round(mad)}`
}
