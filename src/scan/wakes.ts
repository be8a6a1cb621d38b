/**
 * What wakes a rule: its patterns at their anchors.
 *
 * In: detectors. Out: the searches that an `@`, a run of digits, a word with digits or a keyword wakes.
 */
import type { CompiledPattern } from '../rules/rule.ts'
import { lazyUnits, toUnits } from './ascii-class.ts'
import type { PatternDetector } from './detector.ts'
import { lookOf } from './looks.ts'
import type { AtWake, DigitsWake, Next, PlannedDetector, Wake, WordWake } from './plan.ts'

/** Shorter runs stand in every line: a rule that is content with fewer digits searches the text instead. */
export const LEAST_DIGITS = 7

/** The searches of a detector that runs of digits can wake. */
export function toDigitsWakes(detector: PlannedDetector): readonly DigitsWake[] {
  return anyDigitsWakes(detector).filter(({ digits }) => digits >= LEAST_DIGITS)
}

export function anyDigitsWakes(detector: PlannedDetector): readonly DigitsWake[] {
  return detector.patterns.flatMap(({ anchor, search, shape, edges, lead }) => {
    if (anchor.kind !== 'digits') return []
    const [least, most] = anchor.offset
    const wake = { detector, search, least, most, within: null, next: null }
    return [{ ...wake, shape, edges, lead, digits: anchor.digits }]
  })
}

export function toAtWakes(detectors: readonly PlannedDetector[]): readonly AtWake[] {
  return detectors
    .flatMap((detector) => detector.patterns.map((pattern) => ({ detector, pattern })))
    .flatMap(({ detector, pattern }) => {
      const { anchor, beside } = pattern
      return anchor.kind === 'at'
        ? [{ ...toWake(detector, pattern, anchor.offset), ...toBeside(beside) }]
        : []
    })
    .map((wake, index) => ({ ...wake, index }))
}

function toBeside(beside: CompiledPattern['beside']): Omit<AtWake, keyof Wake | 'index'> {
  return {
    before: toUnits(beside?.before),
    after: toUnits(beside?.after),
    prefix: toUnits(beside?.prefix),
    holds: beside?.holds ?? null,
    suffix: toUnits(beside?.suffix),
    joint: beside?.joint ? [toUnits(beside.joint[0]), toUnits(beside.joint[1])] : null
  }
}

export function toWordWakes(detector: PlannedDetector): readonly WordWake[] {
  return detector.patterns.flatMap((pattern) => {
    const { anchor } = pattern
    if (anchor.kind !== 'word') return []
    const [leastLetters, mostLetters] = anchor.letters
    const wake = toWake(detector, pattern, [0, 0])
    return [
      { ...wake, leastLetters, mostLetters, digits: anchor.digits, look: lookOf(detector.rule) }
    ]
  })
}

/** The search that `literal` wakes, one of those that the pattern's match begins around. */
export function toLiteralWakes(
  detector: PlannedDetector,
  item: number,
  literal: string
): readonly Wake[] {
  const pattern = detector.patterns[item]
  if (pattern?.anchor.kind !== 'literal') return []
  return [
    { ...toWake(detector, pattern, pattern.anchor.offset), next: toNext(pattern.next, literal) }
  ]
}

function toNext(next: readonly string[] | undefined, literal: string): Next | null {
  if (next === undefined) return null
  let classes: readonly Uint8Array[] | null = null
  return {
    at: literal.length,
    classes() {
      classes ??= next.map((source) => toUnits(source))
      return classes
    }
  }
}

function toWake(
  detector: PlannedDetector,
  { search, within }: PatternDetector['patterns'][number],
  [least, most]: readonly [number, number]
): Wake {
  return { detector, search, least, most, within: lazyUnits(within), next: null }
}
