/**
 * The first pass over detectors that evidence elsewhere in the line speaks for.
 *
 * In: the state of a line that was looked through. Out: true where the exact scan must look.
 * Promise: words that count only together are looked for near the longest of them; what a name raises for the whole line is
 * looked for in all of it and in all that was decoded from it.
 */
import { type CandidateList, KIND_DIGITS, KIND_KEYWORD, STRIDE } from './candidate-list.ts'
import { detect } from './detector.ts'
import type { GatedParts, LineState } from './line-state.ts'
import { firesNear } from './near-pass.ts'
import type { PlannedDetector, Raise } from './plan.ts'
import { fires, lastStart } from './wake.ts'

export function mayRise(state: LineState, line: string, json: boolean): boolean {
  const { pending, raised } = state
  if (pending.length > 0 && togetherFires(state, line, json)) return true
  for (const detector of raised)
    if (isInLine(state, detector, line) || isDecoded(state, detector)) return true
  return false
}

function togetherFires(state: LineState, line: string, json: boolean): boolean {
  for (const raise of state.pending) {
    if (!isSeen(state, raise)) continue
    if (isNearWord(state, raise, line, json) || isDecoded(state, raise.detector)) return true
  }
  return false
}

function isSeen(state: LineState, { group }: Raise): boolean {
  for (const id of group) if (state.seen[id] !== state.line) return false
  return true
}

/** All words of the group stand within the window, so the detector fires near each of them. */
function isNearWord(
  state: LineState,
  { detector, word }: Raise,
  line: string,
  json: boolean
): boolean {
  const list = state.lists[0] as CandidateList
  for (let i = 0; i < list.length; i += STRIDE)
    if (
      list.items[i] === KIND_KEYWORD &&
      list.items[i + 2] === word &&
      firesNear(state, detector, line, list, i, json)
    )
      return true
  return false
}

function isDecoded(state: LineState, detector: PlannedDetector): boolean {
  for (const text of state.texts) if (searches(detector, text)) return true
  return false
}

export function searches(detector: PlannedDetector, text: string): boolean {
  return detector.patterns.some(({ search }) =>
    detect(detector, search, text, 0, text.length, accept)
  )
}

const accept = (): boolean => true

/** A detector with evidence, in the line itself: at its digit runs, where runs wake it, else everywhere. */
function isInLine(state: LineState, detector: PlannedDetector, line: string): boolean {
  const { shapes, searches } = state.gatedParts.get(detector.index) as GatedParts
  for (const { search } of searches)
    if (detect(detector, search, line, 0, line.length, accept)) return true
  if (shapes === null) return false
  const { items, length, codes } = state.lists[0] as CandidateList
  for (let i = 0; i < length; i += STRIDE) {
    if (items[i] !== KIND_DIGITS) continue
    const at = items[i + 1] as number
    const end = items[i + 2] as number
    const digits = items[i + 3] as number
    for (const wake of shapes.wakesOf(codes, line.length, at, end, digits))
      if (fires(wake, line, at, lastStart(wake, at, end, digits))) return true
  }
  return false
}
