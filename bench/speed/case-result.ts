/**
 * What the runs of a case say together.
 *
 * In: each process's figure. Out: for each variant the median over rounds with its spread, and the ratios within a round:
 * a machine that slows down for a minute slows both sides of a ratio.
 */
import type { SpeedCase } from '../cases/speed-case.ts'
import { type Summary, summarise } from '../measure/statistics.ts'
import type { Verdict } from './check.ts'
import type { Measured } from './task.ts'

export type Run = Measured & { readonly round: number; readonly variant: string }

export type VariantResult = {
  readonly variant: string
  /** Over the rounds' medians, nanoseconds a call. */
  readonly ns: Summary
  readonly toPino: Summary
  readonly toDefaults: Summary
  readonly verdict: Verdict
  /** Fields that stand in one line and not in the baseline's: `+name`, `-name`. */
  readonly otherFields: readonly string[]
}

export type CaseResult = {
  readonly name: string
  readonly sink: SpeedCase['sink']
  readonly bars: SpeedCase['bars']
  readonly variants: readonly VariantResult[]
}

export function toCaseResult(
  speedCase: SpeedCase,
  variants: readonly string[],
  runs: readonly Run[]
): CaseResult {
  return {
    name: speedCase.name,
    sink: speedCase.sink,
    bars: speedCase.bars,
    variants: variants.map((variant) => toVariantResult(variant, runs))
  }
}

function toVariantResult(variant: string, runs: readonly Run[]): VariantResult {
  const own = runs.filter((run) => run.variant === variant)
  const first = own[0]
  if (first === undefined) throw new Error(`${variant} was not run`)
  const baseline = runs.find((run) => run.variant === 'pino')
  return {
    variant,
    ns: summarise(own.map(({ ns }) => ns.median)),
    toPino: ratios(own, runs, 'pino'),
    toDefaults: ratios(own, runs, 'pino-defaults'),
    verdict: first.verdict,
    otherFields: difference(first.fields, baseline?.fields ?? [])
  }
}

function ratios(own: readonly Run[], runs: readonly Run[], against: string): Summary {
  const pairs = own.flatMap((run) => {
    const other = runs.find(({ round, variant }) => round === run.round && variant === against)
    return other === undefined ? [] : [run.ns.median / other.ns.median]
  })
  return summarise(pairs)
}

function difference(fields: readonly string[], baseline: readonly string[]): string[] {
  const added = fields.filter((name) => !baseline.includes(name)).map((name) => `+${name}`)
  const missing = baseline.filter((name) => !fields.includes(name)).map((name) => `-${name}`)
  return [...added, ...missing]
}
