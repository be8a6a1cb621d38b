/**
 * The longest run of digits that every match holds.
 *
 * In: parts. Out: its least number of digits and where its first one stands, or nothing.
 * Promise: between the digits of the run stand at most two characters of SEPARATORS, in every match.
 */
import { SEPARATORS } from '../rule.ts'
import { type CodePoints, DIGITS, isWithin, union } from './code-points.ts'
import { flatten, type Length, lengthOf, type Part, plus, type Repeat, widest } from './part.ts'

/** Texts of digits and separators only. A length is -Infinity where there is no such text. */
type Run = {
  /** Fewest digits. */
  readonly digits: number
  /** Most separators before the first digit, and after the last one, in texts that have a digit. */
  readonly head: number
  readonly tail: number
  /** Longest text without a digit. */
  readonly bare: number
}

export type DigitRun = { readonly digits: number; readonly offset: Length }

const WIDEST_GAP = 2
const NONE = Number.NEGATIVE_INFINITY
const EMPTY: Run = { digits: 0, head: NONE, tail: NONE, bare: 0 }
export const SEPARATOR_POINTS: CodePoints = union(
  [...SEPARATORS].map((char) => [char.charCodeAt(0), char.charCodeAt(0)] as const)
)

/** The longest run that is in every match; undefined if there is none. */
export function digitRunOf(part: Part): DigitRun | undefined {
  const found = search(flatten(part), [0, 0])
  return found.reduce<DigitRun | undefined>(
    (best, each) => (best === undefined || each.digits > best.digits ? each : best),
    undefined
  )
}

/** The parts in a row that the longest run of a pattern is made of. */
export type DigitStretch = {
  readonly from: number
  /** After the last part that has a digit. */
  readonly to: number
  readonly digits: number
  /** Most separators of these parts that can stand before the first digit, and after the last one. */
  readonly head: number
  readonly tail: number
}

/** The stretch of `parts` whose run `digitRunOf` names; undefined where it stands inside of one of them. */
export function digitStretch(parts: readonly Part[]): DigitStretch | undefined {
  let best: DigitStretch | undefined
  for (const from of parts.keys()) {
    const found = stretchAt(parts, from)
    if (found !== undefined && (best === undefined || found.digits > best.digits)) best = found
  }
  return best
}

function stretchAt(parts: readonly Part[], from: number): DigitStretch | undefined {
  let run = EMPTY
  let best: DigitStretch | undefined
  for (const [index, part] of parts.slice(from).entries()) {
    const next = runOf(part)
    const joined = next === undefined ? undefined : join(run, next)
    if (joined === undefined) break
    run = joined
    if (next?.bare === NONE || (next !== undefined && next.digits > 0))
      best = { from, to: from + index + 1, digits: run.digits, head: run.head, tail: run.tail }
    else if (next !== undefined && next.head !== NONE)
      // digits that may be there: the stretch goes on, and its tail with it
      best = best && { ...best, to: from + index + 1, tail: run.tail }
  }
  return best
}

function search(parts: readonly Part[], from: Length): readonly DigitRun[] {
  const found: DigitRun[] = []
  let offset = from
  for (const [index, part] of parts.entries()) {
    const run = longestRun(parts.slice(index))
    if (run.digits > 0) found.push({ digits: run.digits, offset: plus(offset, [0, run.head]) })
    found.push(...insideOf(part, offset))
    offset = plus(offset, lengthOf(part))
  }
  return found
}

function longestRun(parts: readonly Part[]): Run {
  let run = EMPTY
  for (const part of parts) {
    const next = runOf(part)
    const joined = next === undefined ? undefined : join(run, next)
    if (joined === undefined) break
    run = joined
  }
  return run
}

function insideOf(part: Part, offset: Length): readonly DigitRun[] {
  if (part.kind === 'repeat') return part.least === 0 ? [] : search(flatten(part.body), offset)
  if (part.kind !== 'choice') return []
  const best = part.branches.map((branch) => digitRunOf(branch))
  const all = best.filter((each) => each !== undefined)
  if (all.length !== best.length) return []
  const digits = Math.min(...all.map((each) => each.digits))
  return [{ digits, offset: plus(offset, widest(all.map((each) => each.offset))) }]
}

/** The run that a part is, if all its texts are digits and separators with narrow gaps. */
function runOf(part: Part): Run | undefined {
  switch (part.kind) {
    case 'char':
      return ofCharacter(part.points)
    case 'value':
      return runOf(part.body)
    case 'sequence':
      return part.parts.reduce<Run | undefined>((run, each) => joinIf(run, runOf(each)), EMPTY)
    case 'choice':
      return part.branches.map(runOf).reduce((a, b) => a && b && either(a, b))
    case 'repeat':
      return ofRepeat(part)
  }
}

function ofCharacter(points: CodePoints): Run | undefined {
  if (isWithin(points, DIGITS)) return { digits: 1, head: 0, tail: 0, bare: NONE }
  if (isWithin(points, SEPARATOR_POINTS)) return { digits: 0, head: NONE, tail: NONE, bare: 1 }
  const isMixed = isWithin(points, union(DIGITS, SEPARATOR_POINTS))
  return isMixed ? { digits: 0, head: 0, tail: 0, bare: 1 } : undefined
}

function joinIf(a: Run | undefined, b: Run | undefined): Run | undefined {
  return a && b && join(a, b)
}

function join(a: Run, b: Run): Run | undefined {
  if (a.tail + b.head > WIDEST_GAP) return undefined
  return {
    digits: a.digits + b.digits,
    head: Math.max(a.head, a.bare + b.head),
    tail: Math.max(b.tail, b.bare + a.tail),
    bare: a.bare + b.bare
  }
}

function either(a: Run, b: Run): Run {
  return {
    digits: Math.min(a.digits, b.digits),
    head: Math.max(a.head, b.head),
    tail: Math.max(a.tail, b.tail),
    bare: Math.max(a.bare, b.bare)
  }
}

function ofRepeat(part: Repeat): Run | undefined {
  const body = runOf(part.body)
  if (body === undefined) return undefined
  if (part.most === 1) return part.least === 1 ? body : either(body, EMPTY)
  const once = body.bare === NONE ? 0 : body.bare
  const between = once * (part.most - 2)
  if (body.tail + between + body.head > WIDEST_GAP) return undefined
  const around = once * (part.most - 1)
  return {
    digits: body.digits * part.least,
    head: body.head + around,
    tail: body.tail + around,
    bare: part.least === 0 ? Math.max(0, body.bare * part.most) : body.bare * part.most
  }
}
