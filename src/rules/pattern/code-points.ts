/**
 * Sets of code points.
 *
 * In: ranges. Out: ranges, sorted, apart and merged, so that equal sets look equal.
 * Promise: plain arithmetic on sorted lists; no set is ever enumerated.
 */

export type Range = readonly [from: number, to: number]
/** Sorted, disjoint and not touching. */
export type CodePoints = readonly Range[]

export const LAST_CODE_POINT = 0x10ffff
export const DIGITS: CodePoints = [[0x30, 0x39]]
export const UPPER: CodePoints = [[0x41, 0x5a]]
export const LOWER: CodePoints = [[0x61, 0x7a]]
export const LETTERS: CodePoints = [...UPPER, ...LOWER]
export const WORD: CodePoints = [...DIGITS, ...UPPER, [0x5f, 0x5f], ...LOWER]
/** `\s`: ASCII white space and NBSP. RE2's own lacks `\v` and NBSP, V8's own has BOM and the Unicode spaces. */
export const SPACE: CodePoints = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0]
]
export const NON_ASCII: CodePoints = [[0x80, LAST_CODE_POINT]]

const SURROGATES: Range = [0xd800, 0xdfff]
const REPLACEMENT: CodePoints = [[0xfffd, 0xfffd]]

/** Sorts and merges ranges. */
export function union(...sets: readonly (readonly Range[])[]): CodePoints {
  const sorted = sets.flat().sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

/** Every code point that is not in the set. */
export function complement(set: CodePoints): CodePoints {
  const gaps: Range[] = []
  let next = 0
  for (const [from, to] of set) {
    if (from > next) gaps.push([next, from - 1])
    next = to + 1
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT])
  return gaps
}

export function intersection(a: CodePoints, b: CodePoints): CodePoints {
  return complement(union(complement(a), complement(b)))
}

export function overlaps(a: CodePoints, b: CodePoints): boolean {
  return a.some(([from, to]) => b.some((other) => from <= other[1] && other[0] <= to))
}

export function isWithin(set: CodePoints, outer: CodePoints): boolean {
  return set.every(([from, to]) => outer.some((range) => range[0] <= from && to <= range[1]))
}

export function sizeOf(set: CodePoints): number {
  return set.reduce((size, [from, to]) => size + to - from + 1, 0)
}

/** The set with the other case of each of its ASCII letters; never `ſ` or the Kelvin sign, which JavaScript's flag `i` adds. */
export function withBothCases(set: CodePoints): CodePoints {
  return union(set, shifted(set, UPPER, 32), shifted(set, LOWER, -32))
}

function shifted(set: CodePoints, within: CodePoints, by: number): Range[] {
  const [low, high] = within[0] as Range
  return set
    .map(([from, to]): Range => [Math.max(from, low) + by, Math.min(to, high) + by])
    .filter(([from, to]) => from <= to)
}

/**
 * The set with lone surrogates treated as U+FFFD. RE2 reads text as UTF-8, where each lone
 * surrogate has become U+FFFD, so V8 must take one exactly where it takes U+FFFD.
 */
export function withSurrogatesAsReplacement(set: CodePoints): CodePoints {
  if (overlaps(set, REPLACEMENT)) return union(set, [SURROGATES])
  return complement(union(complement(set), [SURROGATES]))
}
