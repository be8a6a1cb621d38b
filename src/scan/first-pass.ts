/**
 * Whether a line may hold anything, without taking it apart.
 *
 * In: a line (JSON, from an offset outside of a string) or a text. Out: false, or true: the exact scan must look.
 * Promise: false means that the exact scan finds nothing. Evidence counts as given wherever its words stand in the
 * line, and evidence against is not weighed: the error is always on the side of looking.
 */
import { type Assignment, nameSpan, readAssignment } from './assignment.ts'
import {
  type CandidateList,
  collectCandidates,
  createCandidateList,
  KIND_AT,
  KIND_BASE64,
  KIND_BYTES,
  KIND_DIGITS,
  KIND_ESCAPE,
  KIND_KEYWORD,
  KIND_WORD_DIGITS
} from './candidates.ts'
import { base64End, decodeBase64, decodeWholeBase64 } from './decode/base64.ts'
import { decodeEscapes } from './decode/escape.ts'
import { decodePercent } from './decode/percent.ts'
import { detect } from './detector.ts'
import { stringEnd } from './json-tree.ts'
import { isFoundAssignment, isFoundValue } from './key-value.ts'
import type { KeywordUse, Plan, PlannedDetector, Wake, WordGroup } from './plan.ts'
import type { Search } from './regex-engine.ts'
import { isNameKey } from './siblings.ts'
import { isWoken } from './text-scan.ts'

/** As deep as the exact scan decodes, and one more. */
const MAX_DEPTH = 8

export type FirstPass = { mayHold(text: string, from: number, json: boolean): boolean }

/** State of one line; the buffers are kept from line to line. */
type LineState = {
  readonly plan: Plan
  readonly lists: CandidateList[]
  /** For each keyword, the number of the line in which it was last seen. */
  readonly seen: Uint32Array
  line: number
  /** Every text that was looked at: the line itself and what was decoded from it. */
  readonly texts: string[]
  /** Names that hold an object, so that `card: { number }` is read as card number. */
  readonly parents: string[]
  columns: boolean
  values: boolean
}

export function createFirstPass(plan: Plan): FirstPass {
  const state: LineState = {
    plan,
    lists: [],
    seen: new Uint32Array(plan.keywordUses.length),
    line: 0,
    texts: [],
    parents: [],
    columns: false,
    values: false
  }
  return {
    mayHold(text, from, json) {
      reset(state)
      return (
        looksSuspicious(state, text, from, json, 0) ||
        mayRise(state) ||
        (state.columns && state.values)
      )
    }
  }
}

function reset(state: LineState): void {
  state.line++
  state.texts.length = 0
  state.parents.length = 0
  state.columns = false
  state.values = false
}

function looksSuspicious(
  state: LineState,
  text: string,
  from: number,
  json: boolean,
  depth: number
): boolean {
  if (depth > MAX_DEPTH) return true
  const { plan, lists } = state
  state.texts.push(text)
  let list = lists[depth]
  if (list === undefined) lists[depth] = list = createCandidateList()
  collectCandidates(text, from, json, plan.candidates, list)
  for (const detector of plan.everywhere) if (searches(detector, text)) return true
  let decodedTo = -1
  for (let i = 0; i < list.length; i += 3) {
    const kind = list.items[i] as number
    const at = list.items[i + 1] as number
    const extra = list.items[i + 2] as number
    if (kind === KIND_KEYWORD) {
      if (keywordSuspicious(state, text, at, extra, json, depth)) return true
    } else if (kind === KIND_DIGITS) {
      for (const wake of plan.digits)
        if (extra - at >= wake.digits && fires(wake, text, at, extra)) return true
    } else if (kind === KIND_AT) {
      for (const wake of plan.at) if (fires(wake, text, at, at)) return true
    } else if (kind === KIND_WORD_DIGITS) {
      for (const wake of plan.words)
        if (isWoken(wake, at, extra) && fires(wake, text, at, at)) return true
    } else if (kind === KIND_BYTES) return true
    else if (kind === KIND_BASE64) {
      if (holds(state, decodeWholeBase64(text.slice(at, extra)), depth)) return true
    } else if (at >= decodedTo) {
      // one decoding a string, whatever the number of its escapes
      const inner = json ? stringAt(text, extra) : text
      decodedTo = json ? extra + inner.length : text.length
      if (decodedSuspicious(state, inner, kind, json, depth)) return true
    }
  }
  return false
}

/** The content of the JSON string that begins at `start`, as written; to the end of the text where it is not closed. */
function stringAt(text: string, start: number): string {
  const end = start <= 0 ? -1 : stringEnd(text, start - 1)
  return end === -1 ? text.slice(Math.max(0, start)) : text.slice(start, end - 1)
}

function decodedSuspicious(
  state: LineState,
  inner: string,
  kind: number,
  json: boolean,
  depth: number
): boolean {
  if (!json) {
    return kind === KIND_ESCAPE
      ? holds(state, decodeEscapes(inner)?.text ?? null, depth)
      : holds(state, decodePercent(inner)?.text ?? null, depth)
  }
  const decoded = inner.includes('\\') ? parseString(inner) : inner
  return (
    decoded === null ||
    holds(state, kind === KIND_ESCAPE ? decoded : (decodePercent(decoded)?.text ?? null), depth)
  )
}

function parseString(inner: string): string | null {
  try {
    return JSON.parse(`"${inner}"`) as string
  } catch {
    return null
  }
}

function holds(state: LineState, text: string | null, depth: number): boolean {
  if (text === null) return false
  const json = /^\s{0,64}[[{]/.test(text)
  // a document is looked at as such and as text: which of the two it is, the exact scan decides
  return (
    looksSuspicious(state, text, 0, json, depth + 1) ||
    (json && looksSuspicious(state, text, 0, false, depth + 1))
  )
}

function fires(wake: Wake, text: string, from: number, to: number): boolean {
  return detect(
    wake.detector,
    wake.search,
    text,
    Math.max(0, from - wake.most),
    to - wake.least,
    accept
  )
}

function searches(detector: PlannedDetector, text: string): boolean {
  return detector.patterns.some(({ search }: { search: Search }) =>
    detect(detector, search, text, 0, text.length, accept)
  )
}

const accept = (): boolean => true

/** Detectors below minLikelihood, if words that would raise them stand anywhere in the line. */
function mayRise(state: LineState): boolean {
  for (const detector of state.plan.gated) {
    if (!isSeen(state, detector.keyGroups) && !isSeen(state, detector.contextFor)) continue
    if (state.texts.some((text) => searches(detector, text))) return true
  }
  return false
}

function isSeen(state: LineState, groups: readonly WordGroup[]): boolean {
  for (const group of groups) {
    let all = true
    for (const id of group) if (state.seen[id] !== state.line) all = false
    if (all) return true
  }
  return false
}

function keywordSuspicious(
  state: LineState,
  text: string,
  at: number,
  id: number,
  json: boolean,
  depth: number
): boolean {
  state.seen[id] = state.line
  const use = state.plan.keywordUses[id] as KeywordUse
  for (const wake of use.wakes) if (fires(wake, text, at, at)) return true
  if (use.special !== null && specialSuspicious(state, text, at, use.special, depth)) return true
  if (use.names) return nameSuspicious(state, text, at, json)
  return use.tails && state.parents.length > 0 && nameSuspicious(state, text, at, json)
}

function specialSuspicious(
  state: LineState,
  text: string,
  at: number,
  special: NonNullable<KeywordUse['special']>,
  depth: number
): boolean {
  if (special === 'values') {
    state.values = true
    return false
  }
  if (special === 'buffer') return text[at - 1] === '"' && text[at + 6] === '"'
  const start = special === 'jwt' ? at : at + 'base64,'.length
  return holds(state, decodeBase64(text.slice(start, base64End(text, start))), depth)
}

function nameSuspicious(state: LineState, text: string, at: number, json: boolean): boolean {
  const assignment = readAssignment(text, at)
  if (assignment === null) return loneNameSuspicious(state, text, at)
  const { plan, parents } = state
  const { name } = assignment
  const opens =
    assignment.syntax === 'json' && text[assignment.start - 1] !== '"' ? text[assignment.start] : ''
  for (const id of plan.keyMatcher.match(name))
    if (isSuspiciousValue(plan, id, text, assignment, opens, json)) return true
  for (const parent of parents) {
    for (const id of plan.keyMatcher.match(`${parent}.${name}`)) {
      if (isSuspiciousValue(plan, id, text, assignment, opens, json)) return true
    }
  }
  if (opens === '{') parents.push(name)
  return false
}

/** SQL placeholders: the value stands in a list of parameters. */
const PLACEHOLDER = /^(?:\?|\$\d|%s|[:@]\w)/

function isSuspiciousValue(
  plan: Plan,
  id: string,
  text: string,
  assignment: Assignment,
  opens: string | undefined,
  json: boolean
): boolean {
  const rule = plan.keyRules.get(id)
  if (rule === undefined) return false
  const { start, end, syntax } = assignment
  if (opens === '[' || (opens === '{' && rule.value === 'any'))
    return !/^.\s{0,8}[\]}]/.test(text.slice(start, start + 10))
  const value = text.slice(start, end)
  if (PLACEHOLDER.test(value)) return true
  if (json && syntax === 'json')
    return value.includes('\\') || isFoundValue(rule.value, value, text[start - 1] !== '"')
  return isFoundAssignment(rule.value, value, syntax)
}

/** A name that is given no value here: it may be a value itself (`{"name":"password"}`), or a column of an INSERT. */
function loneNameSuspicious(state: LineState, text: string, at: number): boolean {
  const [start, end] = nameSpan(text, at)
  const name = text.slice(start, end).replace(/^-{1,2}/, '')
  const known = state.plan.keyMatcher.match(name).some((id) => state.plan.keyRules.has(id))
  if (!known) return false
  const after = /^\\{0,3}["'`]?\s{0,8}([,)}\]])/.exec(text.slice(end, end + 14))?.[1]
  if (after === ',' || after === ')') state.columns = true
  if (after === undefined || text[start - 1] !== '"') return false
  const before = text.slice(Math.max(0, start - 80), start - 1).trimEnd()
  if (/[[,]$/.test(before)) return true
  const key = /"([^"]{0,64})"\s{0,4}:$/.exec(before)?.[1]
  return key !== undefined && isNameKey(key)
}
