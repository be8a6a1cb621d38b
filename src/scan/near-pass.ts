/**
 * The first pass over detectors that need evidence: is there anything for them near it?
 *
 * In: a text, its candidates, and where evidence stands. Out: true where the exact scan must look.
 * Promise: what a context word raises within its window, and what a name raises in the value it is given, is looked
 * for there and nowhere else; evidence of any other kind raises a detector for all texts of the line.
 */
import { type CandidateList, KIND_DIGITS, STRIDE } from './candidate-list.ts'
import { detect } from './detector.ts'
import type { GatedParts, LineState } from './line-state.ts'
import type { DigitsWake, PlannedDetector } from './plan.ts'

/** Units that one decoded unit takes at most in a line of JSON: `\n` two, and six where control characters stand (`\u001b`). */
const ESCAPED = 2
const ESCAPED_CONTROL = 6

/** A context word stands at `at`, the candidate at `index` of the list: anything for the detector within its window? */
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
    from = stringStart(list.codes, at, from)
    to = stringEnd(list.codes, at, to)
  }
  const { shapes, searches } = state.gatedParts.get(detector.index) as GatedParts
  for (const search of searches) if (detect(detector, search, text, from, to, accept)) return true
  if (shapes === null) return false
  // a match begins before its digits
  const last = to + detector.longest
  return (
    runFires(shapes.wakesOf, text, list, index, -STRIDE, from, last) ||
    runFires(shapes.wakesOf, text, list, index + STRIDE, STRIDE, from, last)
  )
}

/** Context is of the same string. A quote behind a backslash may be escaped and is no end; that errs on the side of looking. */
function stringStart(codes: Uint16Array, at: number, least: number): number {
  let start = at
  while (start > least && !(codes[start - 1] === QUOTE && codes[start - 2] !== BACKSLASH)) start--
  return start
}

function stringEnd(codes: Uint16Array, at: number, most: number): number {
  let end = at
  while (end < most && !(codes[end] === QUOTE && codes[end - 1] !== BACKSLASH)) end++
  return end
}

const QUOTE = 34
const BACKSLASH = 92

type WakesOf = NonNullable<GatedParts['shapes']>['wakesOf']

/** Digit runs come in order of place: from `index` on in one direction until they leave [from, to]. */
function runFires(
  wakesOf: WakesOf,
  text: string,
  { items, length, codes }: CandidateList,
  index: number,
  step: number,
  from: number,
  to: number
): boolean {
  for (let i = index; i >= 0 && i < length; i += step) {
    if (items[i] !== KIND_DIGITS) continue
    const at = items[i + 1] as number
    const end = items[i + 2] as number
    if (step < 0 ? end < from : at > to) return false
    for (const wake of wakesOf(codes, text.length, at, end, items[i + 3] as number))
      if (wakeFires(wake, text, at, end)) return true
  }
  return false
}

function wakeFires(wake: DigitsWake, text: string, at: number, end: number): boolean {
  return detect(
    wake.detector,
    wake.search,
    text,
    Math.max(0, at - wake.most),
    end - wake.least,
    accept
  )
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
