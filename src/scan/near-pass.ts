/**
 * The first pass over detectors that need evidence: is there anything for them near it?
 *
 * In: a text, its candidates, and where evidence stands. Out: true where the exact scan must look.
 * Promise: what a context word raises within its window, and what a name raises in the value it is given, is looked
 * for there and nowhere else; evidence of any other kind raises a detector for all texts of the line.
 */
import { type CandidateList, KIND_DIGITS, STRIDE } from './candidate-list.ts'
import { detect } from './detector.ts'
import type { DigitShapes } from './digit-shapes.ts'
import type { ContextSpan, GatedParts, LineState, Runs } from './line-state.ts'
import type { PlannedDetector } from './plan.ts'
import { fires, lastStart } from './wake.ts'

/** Units that one decoded unit takes at most in a line of JSON: `\n` two, and six where control characters stand (`\u001b`). */
const ESCAPED = 2
const ESCAPED_CONTROL = 6

/**
 * A context word stands at the candidate `index` of the list: anything for the detector within its window?
 *
 * Candidates come in order, so a place that an earlier window of the detector covered is not looked at again: a text of
 * nothing but context words costs one window for each, not for each word.
 */
export function firesNear(
  state: LineState,
  detector: PlannedDetector,
  text: string,
  list: CandidateList,
  index: number,
  json: boolean
): boolean {
  const at = list.items[index + 1] as number
  const stretch = json ? (list.controls ? ESCAPED_CONTROL : ESCAPED) : 1
  const reach = detector.window * stretch
  let from = Math.max(0, at - reach - detector.longest * stretch)
  let to = Math.min(text.length, at + reach)
  if (json) {
    boundString(state.context, list.codes, at, text.length)
    from = Math.max(from, state.context.start)
    to = Math.min(to, state.context.end)
  }
  const { covered } = state
  const known = covered.until(detector.index, from)
  if (known >= to) return false
  covered.note(detector.index, from, to)
  const { shapes, searches } = state.gatedParts.get(detector.index) as GatedParts
  const start = Math.max(from, known + 1)
  for (const { search, within } of searches)
    if (
      holdsRun(within, list.codes, start, to + search.max, search.min) &&
      detect(detector, search, text, start, to, accept)
    )
      return true
  if (shapes === null) return false
  // a match begins before its digits; runs that began so far behind the earlier window were asked then
  const after = known === -1 ? -1 : known + detector.longest
  return runFires(state, shapes, text, list, from, to + detector.longest, after)
}

/** Whether so many units in a row as the shortest match has are of its class; behind the text stands a zero. */
function holdsRun(
  within: (() => Uint8Array) | null,
  codes: Uint16Array,
  from: number,
  to: number,
  least: number
): boolean {
  if (within === null) return true
  const table = within()
  const end = Math.min(to, codes.length)
  for (let i = from, count = 0; i < end; i++) {
    const code = codes[i] as number
    count = code > 127 || table[code] === 1 ? count + 1 : 0
    if (count >= least) return true
  }
  return false
}

/**
 * Context is of the same string. A quote behind a backslash may be escaped and is no end; that errs on the side of looking.
 * What was looked through for the word before is not looked through again.
 */
function boundString(context: ContextSpan, codes: Uint16Array, at: number, length: number): void {
  const isNew = at < context.seen
  let start = at
  const least = isNew ? 0 : context.seen
  while (start > least && !isEnd(codes, start - 1)) start--
  if (isNew || start > least) context.start = start
  context.seen = at
  if (!isNew && at <= context.end) return
  let end = at
  while (end < length && !isEnd(codes, end)) end++
  context.end = end
}

function isEnd(codes: Uint16Array, at: number): boolean {
  return codes[at] === QUOTE && codes[at - 1] !== BACKSLASH
}

const QUOTE = 34
const BACKSLASH = 92

/** The digit runs that reach into [from, to] and begin behind `after`. */
function runFires(
  state: LineState,
  { wakesOf }: DigitShapes,
  text: string,
  list: CandidateList,
  from: number,
  to: number,
  after: number
): boolean {
  const { items, codes } = list
  const { runs } = state
  if (!runs.isNoted) noteRuns(runs, list)
  for (let i = firstRun(runs, items, from, after); i < runs.count; i++) {
    const index = runs.indexes[i] as number
    const at = items[index + 1] as number
    const end = items[index + 2] as number
    const digits = items[index + 3] as number
    if (at > to) return false
    for (const wake of wakesOf(codes, text.length, at, end, digits))
      if (fires(wake, text, at, lastStart(wake, at, end, digits))) return true
  }
  return false
}

/** Where the digit runs stand in the list: most of a list is other candidates. */
function noteRuns(runs: Runs, { items, length }: CandidateList): void {
  runs.isNoted = true
  runs.count = 0
  for (let i = 0; i < length; i += STRIDE) {
    if (items[i] !== KIND_DIGITS) continue
    if (runs.count === runs.indexes.length) {
      const grown = new Int32Array(2 * runs.count)
      grown.set(runs.indexes)
      runs.indexes = grown
    }
    runs.indexes[runs.count++] = i
  }
}

/** The first that ends at `from` or later and begins behind `after`; they come in order of place. */
function firstRun(
  { indexes, count }: Runs,
  items: Int32Array,
  from: number,
  after: number
): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    const index = indexes[middle] as number
    const isBefore = (items[index + 2] as number) < from || (items[index + 1] as number) <= after
    if (isBefore) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a detector finds anything that begins in the value at [start, end); it may go on behind (`tel=01 234 5678`). */
export function firesIn(
  detector: PlannedDetector,
  text: string,
  start: number,
  end: number
): boolean {
  if (!hasDigits(text, start, end + detector.longest, detector.leastDigits)) return false
  return detector.patterns.some(({ search }) => detect(detector, search, text, start, end, accept))
}

function hasDigits(text: string, start: number, end: number, wanted: number): boolean {
  const to = Math.min(end, text.length)
  let count = 0
  for (let i = start; count < wanted && i < to; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) count++
  }
  return count >= wanted
}

const accept = (): boolean => true
