/** What the runner asks of a fresh process, and what it answers. */
import type { Summary } from '../measure/statistics.ts'
import type { Verdict } from './check.ts'

export type MeasureTask = {
  readonly kind: 'measure'
  readonly caseName: string
  readonly variant: string
  readonly head: Readonly<Record<string, unknown>>
  readonly timeMs: number
  /** `cpu`: processor time instead of the wall clock. */
  readonly clock: 'wall' | 'cpu'
}
export type ProbeTask = { readonly kind: 'probe' }
export type TokenisedTask = { readonly kind: 'tokenised'; readonly lines: number }
export type Task = MeasureTask | ProbeTask | TokenisedTask

export type Measured = {
  /** Nanoseconds a call; each sample is the mean of a batch of calls. */
  readonly ns: Summary
  readonly verdict: Verdict
  /** Sorted names of the line's leaves, to see whether two variants write the same fields. */
  readonly fields: readonly string[]
}

export type TokenisedShare = {
  readonly kind: string
  readonly lines: number
  readonly tokenised: number
  readonly findings: number
}
