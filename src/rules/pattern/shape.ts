/**
 * What a digit run must look like for a pattern to match around it.
 *
 * In: parts, the rule's boundaries. Out: the source of a regex over the shape of a run, or nothing where the run stands
 * inside of a choice. Promise: it matches the shape of each run that a match of the pattern holds. A shape is the run
 * with SHAPE_BEFORE characters before it and SHAPE_AFTER after it; its first digit is as it is, each other one is FOLDED.
 */
import { FOLDED_DIGIT, SHAPE_AFTER, SHAPE_BEFORE } from '../rule.ts'
import {
  type CodePoints,
  complement,
  DIGITS,
  isWithin,
  LAST_CODE_POINT,
  overlaps,
  union
} from './code-points.ts'
import { type DigitStretch, digitRunOf, digitStretch, SEPARATOR_POINTS } from './digit-run.ts'
import { emit } from './emit.ts'
import { leadOf } from './lead.ts'
import { type Char, canBeEmpty, firstOf, flatten, lastOf, lengthOf, type Part } from './part.ts'

/** Character classes that must not stand directly before or after a match. */
export type BoundaryClasses = { readonly before?: Char; readonly after?: Char }

/**
 * What must stand next to the digits of a pattern, as classes for V8: directly before their first one (a separator of the
 * run or what stands before it), and directly behind the run. null: anything, or nothing at all.
 */
export function edgesOf(part: Part, boundaries: BoundaryClasses): Edges | undefined {
  const parts = flatten(part)
  const stretch = digitStretch(parts)
  if (stretch === undefined || stretch.digits !== digitRunOf(part)?.digits) return undefined
  const ahead = aheadOf(parts.slice(0, stretch.from), stretch, boundaries.before)
  const first = stretch.tail > 0 ? undefined : firstOf(parts.slice(stretch.to))
  const behind = first !== undefined && !overlaps(first, RUN_POINTS) ? first : undefined
  return { ahead: toSource(ahead), behind: toSource(behind) }
}

/** The digits that a run can begin with where edgesOf says what stands before them; undefined: any. */
export function leadOfRun(part: Part): readonly string[] | undefined {
  const parts = flatten(part)
  const stretch = digitStretch(parts)
  return stretch === undefined ? undefined : leadOf(parts.slice(stretch.from, stretch.to))
}

export type Edges = { readonly ahead: string | null; readonly behind: string | null }

/** undefined: a digit may stand there too, so that the match may begin anywhere in the run. */
function aheadOf(
  prefix: readonly Part[],
  { head }: DigitStretch,
  before: Char | undefined
): CodePoints | undefined {
  let points: CodePoints = prefix.length === 0 ? [] : lastOf({ kind: 'sequence', parts: prefix })
  if (head > 0) points = union(points, SEPARATOR_POINTS)
  if (prefix.every(canBeEmpty)) {
    if (before === undefined || before.unicode !== undefined) return undefined
    points = union(points, complement(before.points))
  }
  return overlaps(points, DIGITS) ? undefined : points
}

function toSource(points: CodePoints | undefined): string | null {
  return points === undefined || points.length === 0 ? null : emit({ kind: 'char', points }, 'v8')
}

/** The regex source (flag `u`), or undefined: the run is then no reason to leave the search out. */
export function shapeOf(part: Part, boundaries: BoundaryClasses): string | undefined {
  const parts = flatten(part)
  const stretch = digitStretch(parts)
  if (stretch === undefined || stretch.digits !== digitRunOf(part)?.digits) return undefined
  const prefix = parts.slice(0, stretch.from)
  const head = prefix.reduce((sum, each) => sum + lengthOf(each)[1], 0)
  if (stretch.head > SHAPE_BEFORE - 1) return undefined
  const isWhole = head + stretch.head < SHAPE_BEFORE
  const before = isWhole ? notAfter(boundaries.before) + prefix.map(widen).join('') : ''
  const run = parts.slice(stretch.from, stretch.to).map(widen).join('')
  return `${before}${run}${afterRun(parts.slice(stretch.to), stretch, boundaries.after)}`
}

/** The first character after the run, where there is one for sure and it lies within the shape. */
function afterRun(rest: readonly Part[], { tail }: DigitStretch, after: Char | undefined): string {
  if (tail >= SHAPE_AFTER) return ''
  if (rest.length === 0) return after === undefined ? '' : notBefore(after)
  const first = firstOf(rest)
  if (first === undefined) return ''
  // the end of the shape may cut a pair of surrogates
  const points = overlaps(first, ASTRAL) ? union(first, SURROGATES) : first
  return widenClass({ kind: 'char', points })
}

/** A letter behind a backslash is an escape, which counts as white space; what stands before the first of a shape is not known. */
function notAfter(before: Char | undefined): string {
  const reject = before === undefined ? undefined : toReject(before)
  return reject === undefined ? '' : `(?:(?<!${reject})|(?<=(?:^|\\\\)[nrt]))`
}

function notBefore(after: Char): string {
  const reject = toReject(after)
  return reject === undefined ? '' : `(?!${reject})`
}

/** Rejects only what is rejected whatever digit a folded one was. */
function toReject(boundary: Char): string | undefined {
  const source = emit(boundary, 'v8')
  // half a pair of surrogates says too little
  if (overlaps(boundary.points, ASTRAL) && !isWithin(ASTRAL, boundary.points)) return undefined
  if (isWithin(DIGITS, boundary.points)) return `(?:${FOLDED_DIGIT}|${source})`
  return overlaps(boundary.points, FOLDED_POINTS) ? undefined : source
}

const RUN_POINTS: CodePoints = union(DIGITS, SEPARATOR_POINTS)
const FOLDED_POINTS: CodePoints = [[0x7f, 0x7f]]
const ASTRAL: CodePoints = [[0x10000, LAST_CODE_POINT]]
const SURROGATES: CodePoints = [[0xd800, 0xdfff]]

function widen(part: Part): string {
  switch (part.kind) {
    case 'char':
      return widenClass(part)
    case 'value':
      return widen(part.body)
    case 'sequence':
      return part.parts.map(widen).join('')
    case 'choice':
      return `(?:${part.branches.map(widen).join('|')})`
    case 'repeat':
      return `(?:${widen(part.body)}){${part.least},${part.most}}`
  }
}

function widenClass(char: Char): string {
  const source = emit(char, 'v8')
  return overlaps(char.points, DIGITS) ? `(?:${FOLDED_DIGIT}|${source})` : source
}
