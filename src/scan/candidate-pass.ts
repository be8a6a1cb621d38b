/**
 * The first pass over one candidate: does anything that it wakes fire?
 *
 * In: a text, its candidates, one of them. Out: true where the exact scan must look.
 * Promise: what the units around a candidate can refuse is refused before a regex runs.
 */
import {
  type CandidateList,
  KIND_AT,
  KIND_BASE64,
  KIND_BASE64_RUN,
  KIND_DIGITS,
  KIND_KEYWORD,
  KIND_WORD_DIGITS
} from './candidate-list.ts'
import { base64End, decodeBase64, decodeWholeBase64 } from './decode/base64.ts'
import { findBase64Runs } from './decode/base64-runs.ts'
import { detect } from './detector.ts'
import { heldBy, type LineState, refusedBy, see, type WordWakes, wordsOf } from './line-state.ts'
import { nameSuspicious } from './name-pass.ts'
import { firesNear } from './near-pass.ts'
import type { AtWake, KeywordUse, Wake } from './plan.ts'
import {
  addressEnd,
  fires,
  isBeside,
  isWithin,
  lastStart,
  lengthWithin,
  prefixStart
} from './wake.ts'

export function candidateSuspicious(
  state: LineState,
  text: string,
  list: CandidateList,
  index: number,
  json: boolean,
  depth: number
): boolean {
  const { items, codes } = list
  const at = items[index + 1] as number
  const extra = items[index + 2] as number
  switch (items[index]) {
    case KIND_KEYWORD:
      return keywordSuspicious(state, text, list, index, json, depth)
    case KIND_DIGITS:
      return runFires(state, text, codes, at, extra, items[index + 3] as number)
    case KIND_WORD_DIGITS:
      return wordFires(wordsOf(state), text, codes, at, extra)
    case KIND_AT:
      for (const wake of state.plan.at)
        if (isBeside(wake, codes, at) && addressFires(state, wake, text, codes, at)) return true
      return false
    case KIND_BASE64:
      return state.holds(state, decodeWholeBase64(text.slice(at, extra)), depth)
    case KIND_BASE64_RUN:
      return findBase64Runs(text.slice(at, extra)).some((run) =>
        state.holds(state, run.text, depth)
      )
    default:
      return true
  }
}

function runFires(
  { shapes }: LineState,
  text: string,
  codes: Uint16Array,
  at: number,
  end: number,
  digits: number
): boolean {
  for (const wake of shapes.wakesOf(codes, text.length, at, end, digits))
    if (fires(wake, text, at, lastStart(wake, at, end, digits))) return true
  return false
}

const accept = (): boolean => true

function wordFires(
  groups: readonly WordWakes[],
  text: string,
  codes: Uint16Array,
  at: number,
  digits: number
): boolean {
  const letters = digits - at
  for (const { leastLetters, mostLetters, look, wakes } of groups) {
    if (letters < leastLetters || letters > mostLetters) continue
    if (look !== null && !look(codes, at)) continue
    for (const wake of wakes)
      if (isLongEnough(wake, codes, at) && fires(wake, text, at, at)) return true
  }
  return false
}

/** More than this of a word's match is not asked for beforehand. */
const LONGEST_WORD = 40

function isLongEnough({ within, search }: Wake, codes: Uint16Array, at: number): boolean {
  const least = Math.min(search.min, LONGEST_WORD)
  return within === null || lengthWithin(within(), codes, at, least) === least
}

/** An address that was refused once is known again by all that its match could hold and two units on either side. */
function addressFires(
  state: LineState,
  wake: AtWake,
  text: string,
  codes: Uint16Array,
  at: number
): boolean {
  const { detector, search, least } = wake
  if (wake.holds !== null && !isHeldBefore(state, wake, wake.holds, text, at)) return false
  const start = prefixStart(wake, codes, at)
  if (start === -1) return false
  const from = Math.max(0, start - 2)
  const to = Math.min(text.length, addressEnd(wake, codes, at) + 2)
  const isShort = to - from <= LONGEST_REFUSED
  if (isShort && refusedBy(state, wake.index).get(codes, from, to) === true) return false
  if (detect(detector, search, text, start, at - least, accept)) return true
  if (isShort) refusedBy(state, wake.index).set(codes, from, to, true)
  return false
}

const LONGEST_REFUSED = 96

/** Whether the text that each match holds stands within reach before the `@`; each stretch between two of them is looked through once. */
function isHeldBefore(
  state: LineState,
  { index, most }: AtWake,
  holds: string,
  text: string,
  at: number
): boolean {
  const known = heldBy(state, index)
  if (at < known.upTo) return true
  const last = text.slice(Math.max(0, known.upTo - holds.length), at).lastIndexOf(holds)
  if (last !== -1) known.last = Math.max(0, known.upTo - holds.length) + last
  known.upTo = at
  return known.last !== -1 && known.last >= at - most
}

const KNOWN = 1
/** Something but a name. */
const WAKES = 2
const NAMES = 4
const TAILS = 8
const GROUPED = 16

function asksOf(state: LineState, id: number): number {
  const use = state.plan.useOf(id)
  const wakes = use.wakes.length > 0 || use.raises.length > 0 || use.special !== null
  const asks =
    KNOWN |
    (wakes ? WAKES : 0) |
    (use.names ? NAMES : 0) |
    (use.tails ? TAILS : 0) |
    (use.grouped ? GROUPED : 0)
  state.asks[id] = asks
  return asks
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
  const asks = (state.asks[id] as number) || asksOf(state, id)
  if ((asks & GROUPED) !== 0) see(state, id)
  if ((asks & WAKES) !== 0 && wokenSuspicious(state, text, list, index, json, depth)) return true
  return (
    ((asks & NAMES) !== 0 || ((asks & TAILS) !== 0 && state.parents.length > 0)) &&
    nameSuspicious(state, text, list.codes, at, json)
  )
}

function wokenSuspicious(
  state: LineState,
  text: string,
  list: CandidateList,
  index: number,
  json: boolean,
  depth: number
): boolean {
  const at = list.items[index + 1] as number
  const use = state.plan.useOf(list.items[index + 2] as number)
  for (const wake of use.wakes)
    if (isWithin(wake, list.codes, at) && fires(wake, text, at, at)) return true
  for (const detector of use.raises)
    if (firesNear(state, detector, text, list, index, json)) return true
  return use.special !== null && specialSuspicious(state, text, at, use.special, depth)
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
  return state.holds(state, decodeBase64(text.slice(start, base64End(text, start))), depth)
}
