/**
 * Many hits in one place become one finding.
 *
 * In: located hits of a line or text, in any order. Out: disjoint ones, in order.
 * Promise: whatever any hit covered is covered still: where hits overlap, the best names the finding and the union is its span.
 */
import { likelihoodIndex } from './detector.ts'
import type { Located } from './scan-values.ts'

export function resolveOverlaps(hits: readonly Located[]): Located[] {
  const sorted = [...hits].sort((a, b) => a.start - b.start || b.end - a.end)
  const resolved: Located[] = []
  for (const hit of sorted) {
    const last = resolved[resolved.length - 1]
    if (last === undefined || hit.start >= last.end) resolved.push(hit)
    else resolved[resolved.length - 1] = merge(last, hit)
  }
  return resolved
}

function merge(one: Located, other: Located): Located {
  const best = isBetter(other, one) ? other : one
  const outer = one.end - one.start >= other.end - other.start ? one : other
  return {
    ...best,
    start: Math.min(one.start, other.start),
    end: Math.max(one.end, other.end),
    whole: outer.whole ?? one.whole ?? other.whole,
    member: best.member ?? outer.member
  }
}

/** A user's path first, then likelihood, then what a pattern recognised inside (its text says more than the key), then length. */
function isBetter(one: Located, other: Located): boolean {
  if (one.pathIndex !== other.pathIndex) return one.pathIndex > other.pathIndex
  const likelier = likelihoodIndex(one.likelihood) - likelihoodIndex(other.likelihood)
  return likelier !== 0 ? likelier > 0 : one.text.length > other.text.length
}
