/**
 * The first pass over a name that is given no value where it stands.
 *
 * In: a line or text and where a name stands in it. Out: true where the exact scan must look: the name may be a value itself
 * (`{"name":"password","value":…}`), an item that names the next, or a column of an INSERT. Promise: a name that no rule
 * knows costs a look over its units.
 */
import { keySuspicious } from './key-pass.ts'
import { type LineState, rise } from './line-state.ts'
import type { NamedVerdict } from './name-verdicts.ts'
import { isNameKey } from './siblings.ts'

const QUOTE = 34
const COLON = 58
const SPACE = 32

/** Longest key of several words that is read as one. */
export const MAX_KEY = 256
/** Longer names are no names; the exact scan reads none longer either. */
export const MAX_NAME = 96

/**
 * A string that only decoding makes a name (`"\\ube44\\ubc00\\ubc88\\ud638":`, as writers of pure ASCII have it); its content
 * stands at [from, quote).
 */
export function decodedNameSuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  name: string,
  from: number,
  quote: number
): boolean {
  if (name.length > MAX_KEY) return false
  if (isKey(codes, quote))
    return keySuspicious(state, text, codes, state.names.of(name), valueStart(codes, quote))
  return isBesideValue(text, codes, from) && loneNameSuspicious(state, text, from, quote, name)
}

/** Where the value of a key begins whose closing quote stands at `quote`. */
export function valueStart(codes: Uint16Array, quote: number): number {
  return skipBlank(codes, skipBlank(codes, quote + 1) + 1)
}

export function isKey(codes: Uint16Array, quote: number): boolean {
  return codes[skipBlank(codes, quote + 1)] === COLON
}

/** Whether the string from `from` on can be a name that a sibling has its value from: an item, or under `name` and its like. */
export function isBesideValue(text: string, codes: Uint16Array, from: number): boolean {
  if (codes[from - 1] !== QUOTE) return false
  let before = from - 2
  while (isBlank(codes[before] as number)) before--
  if (codes[before] !== COLON) return codes[before] === 44 || codes[before] === 91
  before--
  while (isBlank(codes[before] as number)) before--
  if (codes[before] !== QUOTE) return false
  let start = before
  while (start > 0 && before - start <= LONGEST_NAME_KEY && codes[start - 1] !== QUOTE) start--
  return mayName(text.slice(start, before))
}

/** In a JSON Patch the `path` names the value (RFC 6902); whether it is one, the exact scan sees. */
function mayName(key: string): boolean {
  return key === 'path' || isNameKey(key)
}

/** `field_name` is the longest. */
const LONGEST_NAME_KEY = 10

/** The white space of JSON; behind the text stands a zero. */
export function skipBlank(codes: Uint16Array, at: number): number {
  let to = at
  while (isBlank(codes[to] as number)) to++
  return to
}

function isBlank(code: number): boolean {
  return code <= SPACE && code > 0
}

/** A name that is given no value here: it may be a value itself (`{"name":"password"}`), or a column of an INSERT. */
export function loneNameSuspicious(
  state: LineState,
  text: string,
  start: number,
  end: number,
  name: string = text.slice(start, end)
): boolean {
  return loneVerdictSuspicious(state, text, start, end, state.names.of(name.replace(/^-{1,2}/, '')))
}

export function loneVerdictSuspicious(
  state: LineState,
  text: string,
  start: number,
  end: number,
  { verdict }: NamedVerdict
): boolean {
  if (verdict.rules.length === 0 && verdict.raised.length === 0) return false
  const after = /^\\{0,3}["'`]?\s{0,8}([,)}\]])/.exec(text.slice(end, end + 14))?.[1]
  if (after === ',' || after === ')') state.columns = true
  if (after !== undefined) for (const detector of verdict.raised) rise(state, detector)
  if (after === undefined || text[start - 1] !== '"' || verdict.rules.length === 0) return false
  const before = text.slice(Math.max(0, start - 80), start - 1).trimEnd()
  if (/[[,]$/.test(before)) return true
  const key = /"([^"]{0,64})"\s{0,4}:$/.exec(before)?.[1]
  return key !== undefined && mayName(key)
}
