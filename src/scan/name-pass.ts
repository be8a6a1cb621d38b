/**
 * The first pass over a name: does some rule know it, and could the value that it is given be one to redact?
 *
 * In: a line or text and the offset of a key word in it. Out: true where the exact scan must look; and, noted in the
 * line's state, what the name is evidence for. Promise: a name is judged once, whatever the number of key words in it,
 * and so is a string of several names; one that no rule knows costs a look over its units.
 */
import { type Assignment, isNameUnit, nameSpan, readAssignment } from './assignment.ts'
import { keySuspicious, PLACEHOLDER, raisedFires } from './key-pass.ts'
import { isFoundAssignment, isFoundValue } from './key-value.ts'
import type { LineState, NameSpan, StringSpan } from './line-state.ts'
import {
  isBesideValue,
  isKey,
  loneNameSuspicious,
  MAX_KEY,
  MAX_NAME,
  skipBlank,
  valueStart
} from './lone-name.ts'
import { type NameVerdict, SILENT } from './name-verdicts.ts'

const QUOTE = 34
const COLON = 58
const SPACE = 32
const EQUALS = 61
const DOT = 46
const DASH = 45
const BACKSLASH = 92
const WIDE_COLON = 0xff1a
const WIDE_EQUALS = 0xff1d

export function nameSuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  at: number,
  json: boolean
): boolean {
  const { span } = state
  if (at >= span.end || at < span.start) locate(span, codes, at)
  else if (span.judged) return false
  const { start, end } = span
  // the letter of an escape such as `\n` stands before the name for all key words but one that begins with it
  span.judged = end - start <= MAX_NAME && codes[start - 1] !== BACKSLASH
  return json
    ? inJsonSuspicious(state, text, codes, at, start, end)
    : inTextSuspicious(state, text, codes, at, start, end, true)
}

function locate(span: NameSpan, codes: Uint16Array, at: number): void {
  let start = at
  while (start > 0 && isNamePart(codes[start - 1] as number)) start--
  let end = at
  while (isNamePart(codes[end] as number)) end++
  span.start = start
  span.end = end
  span.judged = false
}

function isNamePart(code: number): boolean {
  return code < 128 ? NAME_PART[code] === 1 : isNameUnit(code)
}

const NAME_PART = new Uint8Array(128)
for (let code = 0; code < 128; code++) if (isNameUnit(code)) NAME_PART[code] = 1

/** A key, a string that may be a name, or a name in a string. */
function inJsonSuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  at: number,
  start: number,
  end: number
): boolean {
  const after = codes[end] as number
  if (after === QUOTE && codes[start - 1] === QUOTE && end - start <= MAX_NAME)
    return wholeSuspicious(state, text, codes, start, end)
  const quote = stringClose(state.string, text, codes, end)
  if (quote !== -1) {
    const from = stringStart(state.string, codes, start)
    if (!isJudged(state.string, from, quote) && quotedSuspicious(state, text, codes, from, quote))
      return true
    // it ends the string: what comes before it is given nothing
    if (after === QUOTE && !isKey(codes, quote)) return false
  }
  return inTextSuspicious(state, text, codes, at, start, end, quote === -1)
}

/** The name is all of a string. */
function wholeSuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  start: number,
  end: number
): boolean {
  const colon = skipBlank(codes, end + 1)
  if (codes[colon] === COLON) {
    const named = state.names.at(codes, start, end)
    return keySuspicious(state, text, codes, named, skipBlank(codes, colon + 1))
  }
  if (!isBesideValue(text, codes, start)) return false
  const named = state.names.at(codes, start, end)
  return named.verdict !== SILENT && loneNameSuspicious(state, text, start, end)
}

function inTextSuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  at: number,
  start: number,
  end: number,
  mayBeQuoted: boolean
): boolean {
  // of a longer name what is read around a key word ends within it
  if (end - at > MAX_NAME && at !== start) return false
  const after = codes[end] as number
  if ((after === EQUALS || after === COLON) && isSilentName(state, codes, start, end)) return false
  if (mayAssign(codes, start, end) || (mayBeQuoted && isInKey(text, codes, start, end))) {
    const assignment = readAssignment(text, at)
    return assignment === null
      ? loneNameSuspicious(state, text, ...nameSpan(text, at))
      : assignmentSuspicious(state, text, codes, assignment)
  }
  // a column of an INSERT, an item of a list
  return (
    (after === 41 || after === 44) &&
    !isSilentName(state, codes, start, end) &&
    loneNameSuspicious(state, text, start, end)
  )
}

/** `page=3` in a query: the name is all that stands there, and no rule knows it; what it is given needs no look. */
function isSilentName(state: LineState, codes: Uint16Array, start: number, end: number): boolean {
  if (codes[end - 1] === DOT || codes[start - 1] === BACKSLASH || end - start > MAX_NAME)
    return false
  let from = start
  while (codes[from] === DASH && from < end) from++
  return state.names.at(codes, from, end).verdict === SILENT
}

/** The string that begins at `from` was looked at as a whole. */
function isJudged(string: StringSpan, from: number, quote: number): boolean {
  if (string.judgedEnd === quote && string.judgedStart === from) return true
  string.judgedEnd = quote
  string.judgedStart = from
  return false
}

/** A string of several words: a key (`"Card Number":`), or a name that stands beside its value. */
function quotedSuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  from: number,
  quote: number
): boolean {
  if (isKey(codes, quote))
    return keySuspicious(
      state,
      text,
      codes,
      state.names.at(codes, from, quote),
      valueStart(codes, quote)
    )
  if (quote - from > MAX_NAME || !isBesideValue(text, codes, from)) return false
  return loneNameSuspicious(state, text, from, quote)
}

/** Where the string that `at` lies in ends, as far as a name may reach; else -1. */
function stringClose(string: StringSpan, text: string, codes: Uint16Array, at: number): number {
  if (at < string.from || at > string.to) {
    const quote = text.indexOf('"', at)
    string.from = at
    string.to = quote === -1 ? text.length : quote
  }
  if (string.to >= at + MAX_KEY || codes[string.to] !== QUOTE) return -1
  for (let i = at; i < string.to; i++) {
    const code = codes[i] as number
    // a key with escapes is decoded and looked at by itself
    if (code === BACKSLASH || code === 0) return -1
  }
  return string.to
}

/** Where it begins: behind the quote before `at`, or as far before it as a name may reach. */
function stringStart(string: StringSpan, codes: Uint16Array, at: number): number {
  const least = at > MAX_KEY ? at - MAX_KEY : 0
  const known = at >= string.upTo && string.start < string.upTo ? string.upTo : -1
  let start = at
  while (start > least && start !== known && codes[start - 1] !== QUOTE) start--
  if (start === known && start > least) start = Math.max(string.start, least)
  string.start = start
  string.upTo = at
  return start
}

function skipSpaces(codes: Uint16Array, at: number): number {
  let to = at
  while (codes[to] === SPACE) to++
  return to
}

/** Whether what stands around a name is anything but prose: `=`, `:`, quotes, brackets, a flag's dash, a tag's `<`. */
function mayAssign(codes: Uint16Array, start: number, end: number): boolean {
  const after = codes[skipSpaces(codes, end)] as number
  if (after < 128 ? JOINS[after] === 1 : after === WIDE_COLON || after === WIDE_EQUALS) return true
  // `name: password`, whose value stands in the next line
  const before = codes[start - 1] === SPACE ? codes[start - 2] : codes[start - 1]
  if (before === 60 || codes[start] === DASH) return true
  // `<ns:password type=…>`
  return before === COLON && (after === 10 || after === 13 || (after > 32 && codes[end] === SPACE))
}

/** A key of several words in a text: `"Card Number":`. */
function isInKey(text: string, codes: Uint16Array, start: number, end: number): boolean {
  const before = codes[start - 1] === SPACE ? codes[start - 2] : codes[start - 1]
  return before === QUOTE && /^[^"]{0,96}"\s{0,4}:/.test(text.slice(end, end + 104))
}

const JOINS = new Uint8Array(128)
for (const char of '=:]\\?+>"\'`') JOINS[char.charCodeAt(0)] = 1

function assignmentSuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  assignment: Assignment
): boolean {
  const { name, start, end, syntax } = assignment
  const named = state.names.of(name)
  const { verdict } = named
  const isBare = syntax === 'json' && !/["'`]/.test(text[start - 1] ?? '')
  if (isBare && (text[start] === '{' || text[start] === '['))
    return keySuspicious(state, text, codes, named, start)
  if (raisedFires(state, verdict, text, start, end)) return true
  if (verdict.rules.length === 0) return false
  const value = text.slice(start, end)
  if (assignedSuspicious(verdict, value, syntax, isBare)) return true
  // where its quote is not closed, the value ends with the line or with the string of JSON
  const cut = value.search(LINE_OR_STRING_END)
  return cut !== -1 && assignedSuspicious(verdict, value.slice(0, cut), syntax, isBare)
}

function assignedSuspicious(
  { rules }: NameVerdict,
  value: string,
  syntax: Assignment['syntax'],
  isBare: boolean
): boolean {
  for (const rule of rules) {
    if (PLACEHOLDER.test(value) || isFoundAssignment(rule.value, value, syntax)) return true
    if (syntax === 'json' && (value.includes('\\') || isFoundValue(rule.value, value, isBare)))
      return true
  }
  return false
}

const LINE_OR_STRING_END = /"|\\n/
