/**
 * The first pass over a name: does some rule know it, and could the value that it is given be one to redact?
 *
 * In: a line or text and the offset of a key word in it. Out: true where the exact scan must look; and, noted in the
 * line's state, what the name is evidence for. Promise: a key of JSON that no rule knows costs one look in a Map.
 */
import { type Assignment, isNameChar, nameSpan, readAssignment } from './assignment.ts'
import { MIN_BASE64 } from './decode/base64.ts'
import { isFoundAssignment, isFoundValue } from './key-value.ts'
import {
  type LineState,
  type NameVerdict,
  rise,
  SILENT,
  verdictAt,
  verdictOf
} from './line-state.ts'
import { firesIn } from './near-pass.ts'
import { isNameKey } from './siblings.ts'

const QUOTE = 34
const COLON = 58
const SPACE = 32
const EQUALS = 61
const DOT = 46
const DASH = 45
const BACKSLASH = 92
const WIDE_COLON = 0xff1a
const WIDE_EQUALS = 0xff1d

/** Longer names are no names; the exact scan reads none longer either. */
const MAX_NAME = 96

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one case a place where a name can stand, cheapest first
export function nameSuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  at: number,
  json: boolean
): boolean {
  let start = at
  while (start > 0 && isNamePart(text, codes, start - 1)) start--
  let end = at
  while (isNamePart(text, codes, end)) end++
  const after = codes[end] as number
  if (json && after === QUOTE && codes[start - 1] === QUOTE && end - start <= MAX_NAME) {
    const colon = skipSpaces(codes, end + 1)
    const verdict = verdictAt(state, codes, start, end)
    if (codes[colon] === COLON) {
      return keySuspicious(state, text, verdict, start, end, skipSpaces(codes, colon + 1))
    }
    return verdict !== SILENT && loneNameSuspicious(state, text, start, end)
  }
  if (json) {
    const quote = keyEnd(codes, end)
    if (quote !== -1) {
      const from = keyStart(codes, start)
      const verdict = verdictAt(state, codes, from, quote)
      const colon = skipSpaces(codes, quote + 1)
      if (keySuspicious(state, text, verdict, from, quote, skipSpaces(codes, colon + 1)))
        return true
    } else if (after === QUOTE) return false // it ends the string: what comes before it is given nothing
  }
  if (after === EQUALS && isSilentName(state, codes, start, end)) return false
  if (mayAssign(text, codes, start, end)) {
    const assignment = readAssignment(text, at)
    return assignment === null
      ? loneNameSuspicious(state, text, ...nameSpan(text, at))
      : assignmentSuspicious(state, text, assignment)
  }
  // a column of an INSERT, an item of a list
  return (after === 41 || after === 44) && loneNameSuspicious(state, text, start, end)
}

/** `page=3` in a query: the name is all that stands there, and no rule knows it; what it is given needs no look. */
function isSilentName(state: LineState, codes: Uint16Array, start: number, end: number): boolean {
  if (codes[end - 1] === DOT || codes[start - 1] === BACKSLASH || end - start > MAX_NAME)
    return false
  let from = start
  while (codes[from] === DASH && from < end) from++
  return verdictAt(state, codes, from, end) === SILENT
}

/** Longest key of several words that is read as one. */
const MAX_KEY = 256

/** Where the string that `at` lies in ends, if it is a key (`"Card Number":`); else -1. */
function keyEnd(codes: Uint16Array, at: number): number {
  for (let i = at; i < at + MAX_KEY; i++) {
    const code = codes[i] as number
    if (code === QUOTE) return codes[skipSpaces(codes, i + 1)] === COLON ? i : -1
    // a key with escapes is decoded and looked at by itself
    if (code === 92 || code === 0) return -1
  }
  return -1
}

function keyStart(codes: Uint16Array, at: number): number {
  let start = at
  while (start > 0 && at - start < MAX_KEY && codes[start - 1] !== QUOTE) start--
  return start
}

function isNamePart(text: string, codes: Uint16Array, at: number): boolean {
  const code = codes[at] as number
  return code < 128 ? NAME_PART[code] === 1 : isNameChar(text, at)
}

const NAME_PART = new Uint8Array(128)
for (let code = 0; code < 128; code++)
  if (isNameChar(String.fromCharCode(code), 0)) NAME_PART[code] = 1

function skipSpaces(codes: Uint16Array, at: number): number {
  let to = at
  while (codes[to] === SPACE) to++
  return to
}

/** Whether what stands around a name is anything but prose: `=`, `:`, quotes, brackets, a flag's dash, a tag's `<`. */
function mayAssign(text: string, codes: Uint16Array, start: number, end: number): boolean {
  const after = codes[skipSpaces(codes, end)] as number
  if (after < 128 ? JOINS[after] === 1 : after === WIDE_COLON || after === WIDE_EQUALS) return true
  // `name: password`, whose value stands in the next line
  const before = codes[start - 1] === SPACE ? codes[start - 2] : codes[start - 1]
  if (before === 60 || codes[start] === 45) return true
  // `<ns:password type=…>`
  if (before === COLON && (after === 10 || after === 13 || (after > 32 && codes[end] === SPACE)))
    return true
  // a key of several words: `"Card Number":`
  return before === QUOTE && /^[^"]{0,96}"\s{0,4}:/.test(text.slice(end, end + 104))
}

const JOINS = new Uint8Array(128)
for (const char of '=:]\\?+>"\'`') JOINS[char.charCodeAt(0)] = 1

/** An object, or a string that may hold one: as JSON, percent-encoded, or as base64. */
const OPENS = /^(?:\{|"\s?(?:[{[%]|ey|W3))/

/** A key of JSON whose value begins at `at`. */
function keySuspicious(
  state: LineState,
  text: string,
  verdict: NameVerdict,
  start: number,
  end: number,
  at: number
): boolean {
  if (verdict !== SILENT && verdictSuspicious(state, verdict, text, at)) return true
  for (const parent of state.parents) {
    const joined = verdictOf(state, `${parent}.${text.slice(start, end)}`)
    if (joined !== SILENT && verdictSuspicious(state, joined, text, at)) return true
  }
  if (OPENS.test(text.slice(at, at + 4))) state.parents.push(text.slice(start, end))
  return false
}

function verdictSuspicious(
  state: LineState,
  verdict: NameVerdict,
  text: string,
  at: number
): boolean {
  const opens = text[at]
  if (opens === '[' || opens === '{') {
    // what a name speaks for goes on below it
    for (const detector of verdict.raised) rise(state, detector)
    const isEmpty = /^.\s{0,8}[\]}]/.test(text.slice(at, at + 10))
    return !isEmpty && verdict.rules.some((rule) => opens === '[' || rule.value === 'any')
  }
  const [start, end] =
    opens === '"' ? [at + 1, endOfString(text, at + 1)] : [at, endOfScalar(text, at)]
  if (raisedFires(state, verdict, text, start, end)) return true
  if (verdict.rules.length === 0) return false
  const value = text.slice(start, end)
  if (value.includes('\\') || PLACEHOLDER.test(value)) return true
  return verdict.rules.some((rule) => isFoundValue(rule.value, value, opens !== '"'))
}

/** Detectors that a name speaks for look at its value; where that may be encoded, at every text of the line. */
function raisedFires(
  state: LineState,
  { raised }: NameVerdict,
  text: string,
  start: number,
  end: number
): boolean {
  if (raised.length === 0) return false
  if (!mayBeEncoded(text, start, end) && !PLACEHOLDER.test(text.slice(start, start + 2)))
    return raised.some((detector) => firesIn(detector, text, start, end))
  for (const detector of raised) rise(state, detector)
  return false
}

/** Escapes, percent-encoding and JSON in the string; base64 is long and has no spaces. */
function mayBeEncoded(text: string, start: number, end: number): boolean {
  let spaces = 0
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 32) spaces++
    if (code === 92 || code === 37 || code === 43 || code === 123 || code === 91) return true
  }
  return spaces === 0 && end - start >= MIN_BASE64
}

/** To the next quote: a value with an escaped one in it holds a backslash, and that is enough to look. */
function endOfString(text: string, at: number): number {
  const end = text.indexOf('"', at)
  return end === -1 ? text.length : end
}

function endOfScalar(text: string, at: number): number {
  let end = at
  while (end < text.length && !/[,}\]\s]/.test(text[end] as string)) end++
  return end
}

/** SQL placeholders: the value stands in a list of parameters. */
const PLACEHOLDER = /^(?:\?|\$\d|%s|[:@]\w)/

function assignmentSuspicious(state: LineState, text: string, assignment: Assignment): boolean {
  const { name, start, end, syntax } = assignment
  const verdict = verdictOf(state, name)
  const isBare = syntax === 'json' && !/["'`]/.test(text[start - 1] ?? '')
  if (isBare && (text[start] === '{' || text[start] === '['))
    return keySuspicious(state, text, verdict, assignment.nameStart, assignment.nameEnd, start)
  if (raisedFires(state, verdict, text, start, end)) return true
  const value = text.slice(start, end)
  for (const rule of verdict.rules) {
    if (PLACEHOLDER.test(value) || isFoundAssignment(rule.value, value, syntax)) return true
    if (syntax === 'json' && (value.includes('\\') || isFoundValue(rule.value, value, isBare)))
      return true
  }
  return false
}

/** A name that is given no value here: it may be a value itself (`{"name":"password"}`), or a column of an INSERT. */
function loneNameSuspicious(state: LineState, text: string, start: number, end: number): boolean {
  const verdict = verdictOf(state, text.slice(start, end).replace(/^-{1,2}/, ''))
  if (verdict.rules.length === 0 && verdict.raised.length === 0) return false
  const after = /^\\{0,3}["'`]?\s{0,8}([,)}\]])/.exec(text.slice(end, end + 14))?.[1]
  if (after === ',' || after === ')') state.columns = true
  if (after !== undefined) for (const detector of verdict.raised) rise(state, detector)
  if (after === undefined || text[start - 1] !== '"' || verdict.rules.length === 0) return false
  const before = text.slice(Math.max(0, start - 80), start - 1).trimEnd()
  if (/[[,]$/.test(before)) return true
  const key = /"([^"]{0,64})"\s{0,4}:$/.exec(before)?.[1]
  return key !== undefined && isNameKey(key)
}
