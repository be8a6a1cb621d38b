/**
 * What wakes a rule: its patterns at their anchors.
 *
 * In: detectors. Out: the searches that an `@`, a run of digits, a word with digits or a keyword wakes.
 */
import { lazyUnits, toUnits } from './ascii-class.ts'
import type { PatternDetector } from './detector.ts'
import type { AtWake, DigitsWake, PlannedDetector, Wake, WordWake } from './plan.ts'

/** Shorter runs stand in every line: a rule that is content with fewer digits searches the text instead. */
export const LEAST_DIGITS = 7

/** The searches of a detector that runs of digits can wake. */
export function toDigitsWakes(detector: PlannedDetector): readonly DigitsWake[] {
  return anyDigitsWakes(detector).filter(({ digits }) => digits >= LEAST_DIGITS)
}

export function anyDigitsWakes(detector: PlannedDetector): readonly DigitsWake[] {
  return detector.patterns.flatMap(({ anchor, search, shape, edges }) => {
    if (anchor.kind !== 'digits') return []
    const [least, most] = anchor.offset
    return [{ detector, search, shape, edges, least, most, within: null, digits: anchor.digits }]
  })
}

export function toAtWakes(detector: PlannedDetector): readonly AtWake[] {
  return detector.patterns.flatMap((pattern) => {
    const { anchor, beside } = pattern
    if (anchor.kind !== 'at') return []
    return [
      {
        ...toWake(detector, pattern, anchor.offset),
        before: toUnits(beside?.before),
        after: toUnits(beside?.after),
        prefix: toUnits(beside?.prefix),
        holds: beside?.holds ?? null
      }
    ]
  })
}

export function toWordWakes(detector: PlannedDetector): readonly WordWake[] {
  return detector.patterns.flatMap((pattern) => {
    const { anchor } = pattern
    if (anchor.kind !== 'word') return []
    const [leastLetters, mostLetters] = anchor.letters
    const wake = toWake(detector, pattern, [0, 0])
    return [{ ...wake, leastLetters, mostLetters, digits: anchor.digits }]
  })
}

/** The search that a literal of a pattern wakes. */
export function toLiteralWakes(detector: PlannedDetector, item: number): readonly Wake[] {
  const pattern = detector.patterns[item]
  return pattern?.anchor.kind === 'literal'
    ? [toWake(detector, pattern, pattern.anchor.offset)]
    : []
}

function toWake(
  detector: PlannedDetector,
  { search, within }: PatternDetector['patterns'][number],
  [least, most]: readonly [number, number]
): Wake {
  return { detector, search, least, most, within: lazyUnits(within) }
}
