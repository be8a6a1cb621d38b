/**
 * Many hits in one place become one finding.
 *
 * In: located hits of a line or text, in any order. Out: disjoint ones, in order.
 * Promise: whatever any hit covered is covered still: where hits overlap, the best names the finding and the union is its span.
 */
import { likelihoodIndex } from './detector.ts'
import type { Located } from './located.ts'

export function resolveOverlaps(hits: readonly Located[]): readonly Located[] {
  if (isResolved(hits)) return hits
  const sorted = [...hits].sort((a, b) => a.start - b.start || b.end - a.end)
  const resolved: Located[] = []
  for (const hit of sorted) {
    const last = resolved[resolved.length - 1]
    if (last === undefined || hit.start >= last.end) resolved.push(hit)
    else resolved[resolved.length - 1] = merge(last, hit)
  }
  return resolved
}

/** As most lines' hits are: in order, none over another. */
function isResolved(hits: readonly Located[]): boolean {
  for (let i = 1; i < hits.length; i++)
    if ((hits[i] as Located).start < (hits[i - 1] as Located).end) return false
  return true
}

function merge(one: Located, other: Located): Located {
  const best = isBetter(other, one) ? other : one
  const outer = sizeOf(one) >= sizeOf(other) ? one : other
  const inner = outer === one ? other : one
  const start = Math.min(one.start, other.start)
  const end = Math.max(one.end, other.end)
  const holds = isInside(inner, outer) && sizeOf(inner) < sizeOf(outer)
  return {
    ...best,
    start,
    end,
    whole: holds ? outer.whole : (one.whole ?? other.whole),
    member: best.member ?? outer.member,
    strong: one.strong || other.strong,
    leaf: one.leaf === other.leaf ? one.leaf : null
  }
}

function sizeOf(hit: Located): number {
  return hit.end - hit.start
}

/**
 * A user's path first. Then the hit that holds the other: the last digits of a card say nothing of a card, but all of a PIN
 * that is masked as one, so an inner hit must not decide on the operator; unless it is one to hide whole and the outer is
 * not: with its host, the password in `https://app:secret@host` reads as an e-mail address, which may be kept. In equal spans,
 * what stands under a strong name (`password`) is not shown in part; else the likelier, and of two alike the pattern, which
 * says more than a name.
 */
function isBetter(one: Located, other: Located): boolean {
  if (one.pathIndex !== other.pathIndex) return one.pathIndex > other.pathIndex
  if (sizeOf(one) !== sizeOf(other) && isInside(one, other) !== isInside(other, one)) {
    const [inner, outer] = isInside(one, other) ? [one, other] : [other, one]
    return (inner.hides && !outer.hides ? inner : outer) === one
  }
  if (one.strong !== other.strong) {
    const pattern = one.strong ? other : one
    return pattern.hides ? pattern === one : one.strong
  }
  const likelier = likelihoodIndex(one.likelihood) - likelihoodIndex(other.likelihood)
  return likelier !== 0 ? likelier > 0 : one.text.length > other.text.length
}

function isInside(inner: Located, outer: Located): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
}
