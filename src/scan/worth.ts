/**
 * Whether a value's candidates can matter: the look before a string is cut out of its line.
 *
 * In: a document's units and candidates, and where a string or number stands in it. Out: false: the exact scan finds
 * nothing in it that its name does not call for. Promise: sound for the same reasons as the first pass, which asks the
 * same of the whole line; but it asks of one value, and goes on behind the first candidate that may be something.
 */
import { mayBeAssigned } from './assigns.ts'
import {
  type CandidateList,
  KIND_AT,
  KIND_BASE64,
  KIND_BASE64_RUN,
  KIND_DIGITS,
  KIND_KEYWORD,
  KIND_WORD_DIGITS,
  STRIDE
} from './candidate-list.ts'
import { isSeparator } from './char-class.ts'
import { isOpen } from './open-start.ts'
import type { KeywordUse, Plan, PlannedDetector } from './plan.ts'
import type { ScanState } from './scan-state.ts'
import { isWoken } from './text-scan.ts'
import { isBeside, isWithin, prefixStart } from './wake.ts'

/** A document's candidates, in order of place, and how far they were read. */
export type Cursor = { readonly list: CandidateList; length: number; at: number }

/** A reader of a document's candidates. Runs of base64 are told where their block begins: they go to their place. */
export function openCursor(list: CandidateList, length: number): Cursor {
  for (let i = list.length - STRIDE; i >= 0; i -= STRIDE)
    if (list.items[i] === KIND_BASE64 || list.items[i] === KIND_BASE64_RUN) settleRun(list, i)
  return { list, length, at: 0 }
}

/** Behind all that stands before it. */
function settleRun({ items, length }: CandidateList, run: number): void {
  const [kind, at, end, count] = items.slice(run, run + STRIDE) as unknown as readonly [
    number,
    number,
    number,
    number
  ]
  let to = run
  while (to + STRIDE < length && (items[to + STRIDE + 1] as number) < at) to += STRIDE
  if (to === run) return
  items.copyWithin(run, run + STRIDE, to + STRIDE)
  items[to] = kind
  items[to + 1] = at
  items[to + 2] = end
  items[to + 3] = count
}

/** Moves to the first candidate at or behind `start`, which begins a string or a number. */
export function seek(cursor: Cursor, start: number): number {
  const { items, length } = cursor.list
  let { at } = cursor
  while (at > 0 && (items[at - STRIDE + 1] as number) >= start) at -= STRIDE
  while (at < length && (items[at + 1] as number) < start) at += STRIDE
  cursor.at = at
  return at
}

/** Of a text full of candidates all would be asked twice: it is worth the look, whatever they are. */
const MOST_ASKED = 1000 * STRIDE

/** A string whose content, as it is written, stands at [start, end). */
export function isStringWorth(
  state: ScanState,
  cursor: Cursor,
  start: number,
  end: number
): boolean {
  const { list, length } = cursor
  let digits = -1
  const first = seek(cursor, start)
  for (let i = first; i < list.length; i += STRIDE) {
    if ((list.items[i + 1] as number) > end) return false
    if (i - first > MOST_ASKED) return true
    if (isWorth(state, list, length, i, start)) return true
    if (!mayRaise(state.plan, list, i)) continue
    if (digits === -1) digits = countDigits(list.codes, start, end)
    if (raises(state.plan.useOf(list.items[i + 2] as number), digits)) return true
  }
  return false
}

function mayRaise(plan: Plan, { items }: CandidateList, i: number): boolean {
  if (items[i] !== KIND_KEYWORD) return false
  const { raises, together } = plan.useOf(items[i + 2] as number)
  return raises.length > 0 || together.length > 0
}

function isWorth(
  state: ScanState,
  list: CandidateList,
  length: number,
  i: number,
  start: number
): boolean {
  const { items, codes } = list
  const at = items[i + 1] as number
  const extra = items[i + 2] as number
  switch (items[i]) {
    case KIND_KEYWORD:
      return isWordWorth(state.plan.useOf(extra), codes, at, start)
    case KIND_DIGITS:
      return state.shapes.wakesOf(codes, length, at, extra, items[i + 3] as number).length > 0
    case KIND_WORD_DIGITS:
      return isWordAwake(state.plan, codes, at, extra, start)
    case KIND_AT:
      return isAddressAwake(state.plan, codes, at)
    default:
      return true
  }
}

function isWordAwake(
  { words }: Plan,
  codes: Uint16Array,
  at: number,
  digits: number,
  start: number
): boolean {
  for (const wake of words)
    if (isWoken(wake, at, digits) && isOpen(wake, codes, at, start) && isWithin(wake, codes, at))
      return true
  return false
}

function isAddressAwake({ at: wakes }: Plan, codes: Uint16Array, at: number): boolean {
  for (const wake of wakes)
    if (isBeside(wake, codes, at) && prefixStart(wake, codes, at) !== -1) return true
  return false
}

function isWordWorth(use: KeywordUse, codes: Uint16Array, at: number, start: number): boolean {
  if (use.special !== null) return true
  for (const wake of use.wakes)
    if (isWithin(wake, codes, at) && isOpen(wake, codes, at, start)) return true
  return use.names && mayBeAssigned(codes, at)
}

function raises({ raises, together }: KeywordUse, digits: number): boolean {
  const mayMatch = (detector: PlannedDetector): boolean => detector.leastDigits <= digits
  return raises.some(mayMatch) || together.some(({ detector }) => mayMatch(detector))
}

function countDigits(codes: Uint16Array, start: number, end: number): number {
  let count = 0
  for (let i = start; i < end; i++) if (isDigit(codes[i] as number)) count++
  return count
}

/** A number that stands at [start, end); it is looked at by itself: its neighbours are not its text. */
export function isNumberWorth(
  state: ScanState,
  codes: Uint16Array,
  start: number,
  end: number
): boolean {
  const { list, plan, shapes } = state
  const length = end - start
  if (plan.everywhere.length > 0 || !listNumber(plan, codes, start, length, list)) return true
  if (list.length === 0) return false
  const [, at, to, digits] = list.items as unknown as readonly [number, number, number, number]
  return shapes.wakesOf(list.codes, length, at, to, digits).length > 0
}

/** The candidates of a number by itself: one run of digits; false: it has an exponent, a letter before digits. */
export function listNumber(
  plan: Plan,
  codes: Uint16Array,
  start: number,
  length: number,
  list: CandidateList
): boolean {
  if (length >= list.codes.length) return false
  let digits = 0
  for (let i = 0; i < length; i++) {
    const code = codes[start + i] as number
    list.codes[i] = code
    if (isDigit(code)) digits++
    else if (!isSeparator(code)) return false
  }
  list.codes[length] = 0
  const isListed = digits >= plan.candidates.minDigits
  list.length = isListed ? STRIDE : 0
  if (!isListed) return true
  list.items[0] = KIND_DIGITS
  // behind a minus
  list.items[1] = isDigit(list.codes[0] as number) ? 0 : 1
  list.items[2] = length
  list.items[3] = digits
  return true
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Whether a word stands at [start, end) that a rule's name may begin with. */
export function holdsKeyword(cursor: Cursor, start: number, end: number): boolean {
  const { items, length } = cursor.list
  for (let i = seek(cursor, start); i < length && (items[i + 1] as number) <= end; i += STRIDE)
    if (items[i] === KIND_KEYWORD) return true
  return false
}
