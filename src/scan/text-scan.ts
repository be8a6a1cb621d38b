/**
 * The exact scan of one text: what stands in it, with all evidence weighed.
 *
 * In: a text, its candidates, and the evidence it stands under. Out: hits, in offsets of that text.
 * Promise: detectors run only at candidates, and where evidence calls for it; work is bounded by the text's length.
 */
import type { CompiledRule } from '../rules/rule.ts'
import {
  type CandidateList,
  KIND_AT,
  KIND_DIGITS,
  KIND_KEYWORD,
  KIND_WORD_DIGITS,
  STRIDE
} from './candidate-list.ts'
import { collectCandidates } from './candidates.ts'
import { CONTEXT_STEPS, detect, KEY_STEPS } from './detector.ts'
import { type Evidence, NO_EVIDENCE } from './evidence.ts'
import { addAssigned, type NamedValue, readNames } from './named-values.ts'
import { isOpen } from './open-start.ts'
import type { Plan, PlannedDetector, Wake } from './plan.ts'
import { searchRaised } from './raised.ts'
import type { Search, Span } from './regex-engine.ts'
import { type ScanState, stateOf } from './scan-state.ts'
import { createSightings, isNear, type Sightings } from './sightings.ts'
import { isBeside, isWithin, prefixStart } from './wake.ts'

/** Something found: by which rule, where in the text, how likely (an index into LIKELIHOODS). */
export type Hit = {
  readonly rule: CompiledRule
  readonly start: number
  readonly end: number
  readonly likelihood: number
}

export type TextScan = {
  readonly state: ScanState
  readonly plan: Plan
  readonly text: string
  readonly list: CandidateList
  readonly evidence: Evidence
  readonly sightings: Sightings
  readonly named: readonly NamedValue[]
  readonly hits: Hit[]
}

/** Hits of pattern rules and key rules in a text; decoders are the caller's. */
export function scanText(plan: Plan, text: string, evidence: Evidence = NO_EVIDENCE): Hit[] {
  const state = stateOf(plan)
  collectCandidates(text, 0, false, plan.candidates, state.list)
  return scanCandidates(state, text, state.list, evidence)
}

/** The same where the candidates are known. */
export function scanCandidates(
  state: ScanState,
  text: string,
  list: CandidateList,
  evidence: Evidence
): Hit[] {
  const scan = startScan(state, text, list, evidence)
  if (scan.named.length > 0) addAssigned(scan)
  wakeAll(scan)
  for (const detector of scan.plan.everywhere) searchAll(scan, detector)
  searchRaised(scan, search)
  return scan.hits
}

function startScan(
  state: ScanState,
  text: string,
  list: CandidateList,
  evidence: Evidence
): TextScan {
  const { plan } = state
  const sightings = createSightings(text, list)
  const named = readNames(plan, text, list, sightings)
  return { state, plan, text, list, evidence, sightings, named, hits: [] }
}

/** The same without candidates: each detector searches the whole text. The property tests compare the two. */
export function scanTextFully(plan: Plan, text: string, evidence: Evidence): Hit[] {
  const state = stateOf(plan)
  collectCandidates(text, 0, false, plan.candidates, state.list)
  const scan = startScan(state, text, state.list, evidence)
  addAssigned(scan)
  for (const detector of plan.detectors) searchAll(scan, detector)
  return scan.hits
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch a kind of candidate
function wakeAll(scan: TextScan): void {
  const { plan, state, text } = scan
  const { words, at: addresses } = plan
  const { items, length, codes } = scan.list
  for (let i = 0; i < length; i += STRIDE) {
    const kind = items[i]
    const at = items[i + 1] as number
    const extra = items[i + 2] as number
    if (kind === KIND_KEYWORD) {
      for (const wake of plan.useOf(extra).wakes)
        if (isWithin(wake, codes, at) && isOpen(wake, codes, at, 0)) run(scan, wake, at, at)
    } else if (kind === KIND_DIGITS) {
      const digits = items[i + 3] as number
      for (const wake of state.shapes.wakesOf(codes, text.length, at, extra, digits))
        run(scan, wake, at, extra)
    } else if (kind === KIND_WORD_DIGITS) {
      for (const wake of words)
        if (isWoken(wake, at, extra) && isOpen(wake, codes, at, 0) && isWithin(wake, codes, at))
          run(scan, wake, at, at)
    } else if (kind === KIND_AT) runAddresses(scan, addresses, codes, at)
  }
}

export function isWoken(
  wake: { readonly leastLetters: number; readonly mostLetters: number },
  at: number,
  digits: number
): boolean {
  const letters = digits - at
  return letters >= wake.leastLetters && letters <= wake.mostLetters
}

function runAddresses(scan: TextScan, wakes: Plan['at'], codes: Uint16Array, at: number): void {
  for (const wake of wakes) {
    const start = isBeside(wake, codes, at) ? prefixStart(wake, codes, at) : -1
    if (start !== -1) search(scan, wake.detector, wake.search, start, at - wake.least)
  }
}

function run(scan: TextScan, wake: Wake, from: number, to: number): void {
  search(scan, wake.detector, wake.search, from - wake.most, to - wake.least)
}

function searchAll(scan: TextScan, detector: PlannedDetector): void {
  for (const pattern of detector.patterns)
    search(scan, detector, pattern.search, 0, scan.text.length)
}

function search(
  scan: TextScan,
  detector: PlannedDetector,
  regex: Search,
  from: number,
  to: number
): void {
  detect(detector, regex, scan.text, Math.max(0, from), to, (span) => {
    const likelihood = weigh(scan, detector, span)
    if (likelihood >= scan.plan.minLikelihood)
      scan.hits.push({ rule: detector.rule, start: span.start, end: span.end, likelihood })
    return false
  })
}

function weigh(scan: TextScan, detector: PlannedDetector, span: Span): number {
  const { contextFor, contextAgainst, window } = detector
  let likelihood = detector.base
  if (speaks(scan, detector.keyForId, span)) likelihood += KEY_STEPS
  if (speaks(scan, detector.keyAgainstId, span) || isGivenTo(scan, detector.keyAgainstId, span))
    likelihood -= KEY_STEPS
  if (isNear(scan.sightings, contextFor, span, window)) likelihood += CONTEXT_STEPS
  if (isNear(scan.sightings, contextAgainst, span, window)) likelihood -= CONTEXT_STEPS
  return Math.max(0, Math.min(4, likelihood))
}

/** The keys above the text, or a name inside it whose value the span lies in. */
function speaks(scan: TextScan, id: string, span: Span): boolean {
  if (scan.evidence.ids.has(id)) return true
  return scan.named.some(
    ({ assignment, ids }) =>
      assignment.start <= span.start && span.start < assignment.end && ids.includes(id)
  )
}

const GIVES = /[=:]\s?["'`]?$/
const GIVEN = /([A-Za-z_][\w.-]{0,40})["'`]?\s?[=:]\s?["'`]?$/

/** Names that only speak against (`offset=39015108812580`) wake nothing, so the one before the span is read when a span is found. */
function isGivenTo({ text, plan }: TextScan, id: string, { start }: Span): boolean {
  if (!GIVES.test(text.slice(Math.max(0, start - 3), start))) return false
  const name = GIVEN.exec(text.slice(Math.max(0, start - 48), start))?.[1]
  return name !== undefined && plan.keyMatcher.match(name).includes(id)
}
