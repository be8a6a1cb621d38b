/**
 * Whether a line may hold anything, without taking it apart.
 *
 * In: a line (JSON, from an offset outside of a string) or a text. Out: false, or true: the exact scan must look.
 * Promise: false means that the exact scan finds nothing. Evidence counts as given wherever its words stand in the
 * line, and evidence against is not weighed: the error is always on the side of looking.
 */
import {
  type CandidateList,
  createCandidateList,
  KIND_AT,
  KIND_BASE64,
  KIND_BASE64_RUN,
  KIND_DIGITS,
  KIND_ESCAPE,
  KIND_KEYWORD,
  KIND_PERCENT,
  KIND_WORD_DIGITS,
  STRIDE
} from './candidate-list.ts'
import { collectCandidates } from './candidates.ts'
import { base64End, decodeBase64, decodeWholeBase64 } from './decode/base64.ts'
import { findBase64Runs } from './decode/base64-runs.ts'
import { decodeEscapes } from './decode/escape.ts'
import { decodeFolded } from './decode/fold.ts'
import { decodeHtml } from './decode/html.ts'
import { decodeForm, decodePercent } from './decode/percent.ts'
import { detect } from './detector.ts'
import { stringEnd } from './json-tree.ts'
import {
  createLineState,
  type GatedParts,
  type LineState,
  resetLine,
  rise,
  see
} from './line-state.ts'
import { decodedNameSuspicious, nameSuspicious } from './name-pass.ts'
import { firesNear } from './near-pass.ts'
import type { AtWake, KeywordUse, Plan, PlannedDetector, Wake } from './plan.ts'
import { isWoken } from './text-scan.ts'
import { isBeside, isWithin, lengthWithin, prefixStart } from './wake.ts'

/** As deep as the exact scan decodes, and one more. */
const MAX_DEPTH = 8

export type FirstPass = {
  mayHold(text: string, from: number, json: boolean): boolean
  /** The candidates of the text that was looked at last, if it was this one as JSON: the exact scan comes right behind. */
  candidatesOf(text: string, from: number): CandidateList | null
}

export function createFirstPass(plan: Plan): FirstPass {
  const state = createLineState(plan)
  let last = ''
  let lastFrom = -1
  return {
    candidatesOf: (text, from) =>
      from === lastFrom && text === last ? (state.lists[0] ?? null) : null,
    mayHold(text, from, json) {
      resetLine(state)
      last = text
      lastFrom = json ? from : -1
      return (
        looksSuspicious(state, text, from, json, 0) ||
        mayRise(state, text) ||
        (state.columns && state.values)
      )
    }
  }
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: decoding is decided over all candidates of a string
function looksSuspicious(
  state: LineState,
  text: string,
  from: number,
  json: boolean,
  depth: number
): boolean {
  if (depth > MAX_DEPTH) return true
  const { plan, lists } = state
  // the line itself is known to all; only what was decoded from it must be kept
  if (depth > 0) state.texts.push(text)
  let list = lists[depth]
  if (list === undefined) {
    list = createCandidateList()
    lists[depth] = list
  }
  collectCandidates(text, from, json, plan.candidates, list)
  for (const detector of plan.everywhere) if (searches(detector, text)) return true
  let decodedTo = -1
  for (let i = 0; i < list.length; i += STRIDE) {
    const kind = list.items[i] as number
    if (kind !== KIND_ESCAPE && kind !== KIND_PERCENT) {
      if (candidateSuspicious(state, text, list, i, json, depth)) return true
    } else if ((list.items[i + 1] as number) >= decodedTo) {
      // one decoding a string, whatever the number of its escapes
      const start = list.items[i + 2] as number
      const inner = json ? stringAt(text, start) : text
      decodedTo = json ? start + inner.length : text.length
      if (
        json
          ? stringSuspicious(state, text, list, start, inner, depth)
          : plainTextSuspicious(state, inner, depth)
      )
        return true
    }
  }
  return false
}

function candidateSuspicious(
  state: LineState,
  text: string,
  list: CandidateList,
  index: number,
  json: boolean,
  depth: number
): boolean {
  const { plan } = state
  const { items, codes } = list
  const at = items[index + 1] as number
  const extra = items[index + 2] as number
  switch (items[index]) {
    case KIND_KEYWORD:
      return keywordSuspicious(state, text, list, index, json, depth)
    case KIND_DIGITS: {
      const digits = items[index + 3] as number
      for (const wake of state.shapes.wakesOf(codes, text.length, at, extra, digits))
        if (fires(wake, text, at, extra)) return true
      return false
    }
    case KIND_WORD_DIGITS:
      return wordFires(plan, text, codes, at, extra)
    case KIND_AT:
      for (const wake of plan.at)
        if (isBeside(wake, codes, at) && addressFires(wake, text, codes, at)) return true
      return false
    case KIND_BASE64:
      return holds(state, decodeWholeBase64(text.slice(at, extra)), depth)
    case KIND_BASE64_RUN:
      return findBase64Runs(text.slice(at, extra)).some((run) => holds(state, run.text, depth))
    default:
      return true
  }
}

/** The content of the JSON string that begins at `start`, as written; to the end of the text where it is not closed. */
function stringAt(text: string, start: number): string {
  const end = start <= 0 ? -1 : stringEnd(text, start - 1)
  return end === -1 ? text.slice(Math.max(0, start)) : text.slice(start, end - 1)
}

/** A string of JSON that holds escapes or percent-encoding, decoded in each way that it can be; it may be a name too. */
function stringSuspicious(
  state: LineState,
  text: string,
  { codes }: CandidateList,
  start: number,
  inner: string,
  depth: number
): boolean {
  if (!inner.includes('\\')) return plainSuspicious(state, inner, depth)
  const decoded = parseString(inner)
  return (
    decoded === null ||
    decodedNameSuspicious(state, text, codes, decoded, start, start + inner.length) ||
    holds(state, decoded, depth)
  )
}

function plainTextSuspicious(state: LineState, inner: string, depth: number): boolean {
  return (
    holds(state, decodeEscapes(inner)?.text ?? null, depth) || plainSuspicious(state, inner, depth)
  )
}

/** The decodings of a text without escapes. */
function plainSuspicious(state: LineState, inner: string, depth: number): boolean {
  return (
    holds(state, decodePercent(inner)?.text ?? null, depth) ||
    holds(state, decodeForm(inner)?.text ?? null, depth) ||
    holds(state, decodeHtml(inner)?.text ?? null, depth) ||
    holds(state, decodeFolded(inner)?.text ?? null, depth)
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

/** The patterns of one rule share their characters: how far these reach is asked once. */
function wordFires(
  plan: Plan,
  text: string,
  codes: Uint16Array,
  at: number,
  digits: number
): boolean {
  let table: Uint8Array | null = null
  let length = 0
  for (const wake of plan.words) {
    if (!isWoken(wake, at, digits)) continue
    const own = wake.within === null ? null : wake.within()
    if (own !== null && own !== table) {
      table = own
      length = lengthWithin(own, codes, at, LONGEST_WORD)
    }
    if (own !== null && length < Math.min(wake.search.min, LONGEST_WORD)) continue
    if (fires(wake, text, at, at)) return true
  }
  return false
}

/** More than this of a word's match is not asked for beforehand. */
const LONGEST_WORD = 40

function addressFires(wake: AtWake, text: string, codes: Uint16Array, at: number): boolean {
  const { detector, search, least } = wake
  const start = prefixStart(wake, codes, at)
  return start !== -1 && detect(detector, search, text, start, at - least, accept)
}

function searches(detector: PlannedDetector, text: string): boolean {
  return detector.patterns.some(({ search }) =>
    detect(detector, search, text, 0, text.length, accept)
  )
}

const accept = (): boolean => true

/** Detectors below minLikelihood, if what would raise them stands anywhere in the line. */
function mayRise(state: LineState, line: string): boolean {
  for (const { detector, group } of state.pending) {
    if (group.every((id) => state.seen[id] === state.line)) rise(state, detector)
  }
  for (const detector of state.raised) {
    if (isInLine(state, detector, line)) return true
    if (state.texts.some((text) => searches(detector, text))) return true
  }
  return false
}

/** A detector with evidence, in the line itself: at its digit runs, where runs wake it, else everywhere. */
function isInLine(state: LineState, detector: PlannedDetector, line: string): boolean {
  const { shapes, searches } = state.gatedParts.get(detector.index) as GatedParts
  if (searches.some((search) => detect(detector, search, line, 0, line.length, accept))) return true
  if (shapes === null) return false
  const { items, length, codes } = state.lists[0] as CandidateList
  for (let i = 0; i < length; i += STRIDE) {
    if (items[i] !== KIND_DIGITS) continue
    const at = items[i + 1] as number
    const end = items[i + 2] as number
    for (const wake of shapes.wakesOf(codes, line.length, at, end, items[i + 3] as number)) {
      if (fires(wake, line, at, end)) return true
    }
  }
  return false
}

function keywordSuspicious(
  state: LineState,
  text: string,
  list: CandidateList,
  index: number,
  json: boolean,
  depth: number
): boolean {
  const at = list.items[index + 1] as number
  const id = list.items[index + 2] as number
  const use = state.plan.useOf(id)
  if (use.grouped) see(state, id)
  for (const wake of use.wakes)
    if (isWithin(wake, list.codes, at) && fires(wake, text, at, at)) return true
  for (const detector of use.raises)
    if (firesNear(state, detector, text, list, index, json)) return true
  if (use.special !== null && specialSuspicious(state, text, at, use.special, depth)) return true
  return (
    (use.names || (use.tails && state.parents.length > 0)) &&
    nameSuspicious(state, text, list.codes, at, json)
  )
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
