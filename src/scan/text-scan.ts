/**
 * The exact scan of one text: what stands in it, with all evidence weighed.
 *
 * In: a view (text with offsets into the line) and the keys it stands under. Out: hits, in offsets of that view.
 * Promise: detectors run only at candidates, and where evidence calls for it; work is bounded by the text's length.
 */
import type { CompiledRule } from '../rules/rule.ts'
import { type Assignment, readAssignment } from './assignment.ts'
import {
  type CandidateList,
  createCandidateList,
  KIND_AT,
  KIND_DIGITS,
  KIND_KEYWORD,
  KIND_WORD_DIGITS,
  STRIDE
} from './candidate-list.ts'
import { collectCandidates } from './candidates.ts'
import { CONTEXT_STEPS, detect, KEY_STEPS, likelihoodIndex } from './detector.ts'
import { isFoundAssignment } from './key-value.ts'
import type { Plan, PlannedDetector, Wake } from './plan.ts'
import type { Search, Span } from './regex-engine.ts'
import { readSql } from './sql-literals.ts'
import type { WordGroup } from './vocabulary.ts'
import { isBeside, prefixStart } from './wake.ts'

/** Something found: by which rule, where in the text, how likely (an index into LIKELIHOODS). */
export type Hit = {
  readonly rule: CompiledRule
  readonly start: number
  readonly end: number
  readonly likelihood: number
}

/** What the keys above a text say: the answers of the key matcher. */
export type KeyEvidence = ReadonlySet<string>
export const NO_EVIDENCE: KeyEvidence = new Set()

/** A value that a name is given inside the text, and what that name speaks for. */
type NamedValue = { readonly assignment: Assignment; readonly ids: readonly string[] }

/** A keyword and where it stands. */
type Sighting = { readonly id: number; readonly at: number }

type TextScan = {
  readonly plan: Plan
  readonly text: string
  readonly evidence: KeyEvidence
  readonly sightings: readonly Sighting[]
  readonly named: readonly NamedValue[]
  readonly hits: Hit[]
}

// one for all texts: a scan of a text never begins inside another's, and a list of its own for each cost a quarter of it (164 against 126 µs a line with findings)
const SCRATCH = createCandidateList()

/** Hits of pattern rules and key rules in a text; decoders are the caller's. */
export function scanText(plan: Plan, text: string, evidence: KeyEvidence): Hit[] {
  const list = SCRATCH
  const scan = startScan(plan, text, evidence, list)
  addAssigned(scan)
  wakeAll(scan, list)
  for (const detector of plan.everywhere) searchAll(scan, detector)
  for (const detector of raisedIn(scan)) searchAll(scan, detector)
  return scan.hits
}

function startScan(plan: Plan, text: string, evidence: KeyEvidence, list: CandidateList): TextScan {
  collectCandidates(text, 0, false, plan.candidates, list)
  const sightings = toSightings(text, list)
  const named = readNames(plan, text, sightings)
  return { plan, text, evidence, sightings, named, hits: [] }
}

/** The same without candidates: each detector searches the whole text. The property tests compare the two. */
export function scanTextFully(plan: Plan, text: string, evidence: KeyEvidence): Hit[] {
  const scan = startScan(plan, text, evidence, createCandidateList())
  addAssigned(scan)
  for (const detector of plan.detectors) searchAll(scan, detector)
  return scan.hits
}

/** Keywords where they stand. The words of our own tokens are evidence for nothing: a line would change when it is redacted again. */
function toSightings(text: string, list: CandidateList): Sighting[] {
  const sightings: Sighting[] = []
  const tokens = tokenSpans(text)
  const { items, length } = list
  for (let i = 0; i < length; i += STRIDE) {
    const at = items[i + 1] as number
    if (items[i] !== KIND_KEYWORD || tokens.some(([start, end]) => start < at && at < end)) continue
    sightings.push({ at, id: items[i + 2] as number })
  }
  return sightings
}

/** Not after a letter: `user[PASSWORD]=x` is a form's field. */
const TOKEN =
  /(?<!(?<!%(?:25){0,3}[0-9A-Fa-f])[A-Za-z_\]])\[[A-Z][A-Z0-9_]{1,63}(?::k\d{1,2}:[b-df-hj-np-t]{20})?\]/g

/** A key without our tokens, whose words say nothing. */
export function withoutTokens(key: string): string {
  return key.includes('[') ? key.replace(TOKEN, '') : key
}

function tokenSpans(text: string): readonly (readonly [number, number])[] {
  if (!text.includes('[')) return []
  return Array.from(
    text.matchAll(TOKEN),
    (match) => [match.index, match.index + match[0].length] as const
  )
}

function readNames(plan: Plan, text: string, sightings: readonly Sighting[]): NamedValue[] {
  const named: NamedValue[] = []
  let readTo = -1
  for (const { id, at } of sightings) {
    if (at < readTo || plan.useOf(id).names !== true) continue
    const assignment = readAssignment(text, at)
    if (assignment === null) continue
    const ids = plan.keyMatcher.match(assignment.name)
    if (ids.length === 0) continue
    named.push({ assignment, ids })
    readTo = assignment.nameEnd
  }
  if (sightings.some(({ id }) => plan.useOf(id).special === 'values')) {
    for (const assignment of readSql(text)) {
      const ids = plan.keyMatcher.match(assignment.name)
      if (ids.length > 0) named.push({ assignment, ids })
    }
  }
  return named
}

function addAssigned(scan: TextScan): void {
  for (const { assignment, ids } of scan.named) {
    const value = scan.text.slice(assignment.start, assignment.end)
    for (const id of ids) {
      const rule = scan.plan.keyRules.get(id)
      if (rule === undefined || !isReadInText(rule, assignment)) continue
      if (!isFoundAssignment(rule.value, value, assignment.syntax)) continue
      addHit(
        scan,
        rule,
        assignment.start,
        assignment.end,
        likelihoodIndex(rule.likelihood ?? 'LIKELY')
      )
    }
  }
}

/** In JSON inside a message a name is a key as in the line itself; in prose some names say too little. */
function isReadInText(
  rule: { readonly value: string; readonly inText?: boolean },
  { syntax }: Assignment
): boolean {
  return syntax === 'json' || (rule.inText ?? (rule.value === 'any' || rule.value === 'secret'))
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch a kind of candidate
function wakeAll(scan: TextScan, list: CandidateList): void {
  const { plan } = scan
  const { items, length } = list
  for (let i = 0; i < length; i += STRIDE) {
    const at = items[i + 1] as number
    const extra = items[i + 2] as number
    const count = items[i + 3] as number
    if (items[i] === KIND_AT) runAddresses(scan, list, at)
    else if (items[i] === KIND_DIGITS) {
      for (const wake of plan.digits) if (count >= wake.digits) run(scan, wake, at, extra)
    } else if (items[i] === KIND_WORD_DIGITS) {
      for (const wake of plan.words) if (isWoken(wake, at, extra)) run(scan, wake, at, at)
    } else if (items[i] === KIND_KEYWORD)
      for (const wake of plan.useOf(extra).wakes ?? []) run(scan, wake, at, at)
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

function runAddresses(scan: TextScan, { codes }: CandidateList, at: number): void {
  for (const wake of scan.plan.at) {
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
      addHit(scan, detector.rule, span.start, span.end, likelihood)
    return false
  })
}

function addHit(
  scan: TextScan,
  rule: CompiledRule,
  start: number,
  end: number,
  likelihood: number
): void {
  scan.hits.push({ rule, start, end, likelihood })
}

function weigh(scan: TextScan, detector: PlannedDetector, span: Span): number {
  let likelihood = detector.base
  if (speaks(scan, detector.keyForId, span)) likelihood += KEY_STEPS
  if (speaks(scan, detector.keyAgainstId, span) || isGivenTo(scan, detector.keyAgainstId, span))
    likelihood -= KEY_STEPS
  if (isNear(scan, detector.contextFor, span, detector.window)) likelihood += CONTEXT_STEPS
  if (isNear(scan, detector.contextAgainst, span, detector.window)) likelihood -= CONTEXT_STEPS
  return Math.max(0, Math.min(4, likelihood))
}

/** The keys above the text, or a name inside it whose value the span lies in. */
function speaks(scan: TextScan, id: string, span: Span): boolean {
  if (scan.evidence.has(id)) return true
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

function isNear(scan: TextScan, groups: readonly WordGroup[], span: Span, window: number): boolean {
  return groups.some((group) =>
    group.every((id) => isSightedNear(scan, id, span.start - window, span.end + window))
  )
}

function isSightedNear(scan: TextScan, id: number, from: number, to: number): boolean {
  // in order of place: a long text of nothing but context words must not cost the square of its length
  for (let i = firstAt(scan.sightings, from); i < scan.sightings.length; i++) {
    const sighting = scan.sightings[i] as Sighting
    if (sighting.at >= to) return false
    if (sighting.id === id) return true
  }
  return false
}

/** Index of the first sighting at or after a place. */
function firstAt(sightings: readonly Sighting[], place: number): number {
  let low = 0
  let high = sightings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sightings[middle] as Sighting).at < place) low = middle + 1
    else high = middle
  }
  return low
}

/** The detectors that need evidence and have some: a key, a name in the text, a context word. Few of hundreds, so they are asked for by the evidence. */
function raisedIn(scan: TextScan): readonly PlannedDetector[] {
  const { plan } = scan
  const raised = new Set<PlannedDetector>()
  const raise = (id: string): void => {
    const detector = plan.gatedByKey.get(id)
    if (detector !== undefined) raised.add(detector)
  }
  scan.evidence.forEach(raise)
  for (const { ids } of scan.named) ids.forEach(raise)
  for (const { id } of scan.sightings) {
    const { raises, together } = plan.useOf(id)
    for (const detector of raises) raised.add(detector)
    for (const { detector, group } of together)
      if (group.every((each) => scan.sightings.some((sighting) => sighting.id === each)))
        raised.add(detector)
  }
  return [...raised].sort((a, b) => a.index - b.index)
}
