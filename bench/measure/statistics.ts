/**
 * Numbers that say how sure a number is.
 *
 * In: samples. Out: median, median absolute deviation, percentiles. Never a mean: one pause of the machine would own it.
 */

export type Summary = {
  readonly median: number
  /** Median absolute deviation, unscaled. */
  readonly mad: number
  readonly p5: number
  readonly p95: number
  readonly count: number
}

export function summarise(samples: readonly number[]): Summary {
  const sorted = [...samples].sort((a, b) => a - b)
  const median = quantile(sorted, 0.5)
  const deviations = sorted.map((sample) => Math.abs(sample - median)).sort((a, b) => a - b)
  return {
    median,
    mad: quantile(deviations, 0.5),
    p5: quantile(sorted, 0.05),
    p95: quantile(sorted, 0.95),
    count: sorted.length
  }
}

/** Linear interpolation between the closest ranks of an ascending list; NaN for an empty one. */
export function quantile(sorted: readonly number[], q: number): number {
  if (sorted.length === 0) return Number.NaN
  const rank = (sorted.length - 1) * q
  const low = sorted[Math.floor(rank)] ?? Number.NaN
  const high = sorted[Math.ceil(rank)] ?? Number.NaN
  return low + (high - low) * (rank - Math.floor(rank))
}
