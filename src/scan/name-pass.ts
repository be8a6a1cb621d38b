/**
 * The first pass over a name: does some rule know it, and could the value that it is given be one to redact?
 *
 * In: a line or text and the offset of a key word in it. Out: true where the exact scan must look; and, noted in the
 * line's state, what the name is evidence for. Promise: a key of JSON that no rule knows costs one look in a Map.
 */
import { type Assignment, isNameChar, nameSpan, readAssignment } from './assignment.ts'
import { MIN_BASE64 } from './decode/base64.ts'
import { FOLD_KINDS } from './decode/fold.ts'
import { isFoundAssignment, isFoundValue } from './key-value.ts'
import {
  joinedVerdictAt,
  type LineState,
  type NameVerdict,
  nameAt,
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
    const colon = skipBlank(codes, end + 1)
    const verdict = verdictAt(state, codes, start, end)
    if (codes[colon] === COLON) {
      return keySuspicious(state, text, codes, verdict, start, end, skipBlank(codes, colon + 1))
    }
    return verdict !== SILENT && loneNameSuspicious(state, text, start, end)
  }
  if (json) {
    const quote = stringClose(codes, end)
    if (quote !== -1) {
      if (quotedSuspicious(state, text, codes, keyStart(codes, start), quote)) return true
      // it ends the string: what comes before it is given nothing
      if (after === QUOTE && !isKey(codes, quote)) return false
    }
  }
  if (after === EQUALS && isSilentName(state, codes, start, end)) return false
  if (mayAssign(text, codes, start, end)) {
    const assignment = readAssignment(text, at)
    return assignment === null
      ? loneNameSuspicious(state, text, ...nameSpan(text, at))
      : assignmentSuspicious(state, text, codes, assignment)
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

/** A string of several words: a key (`"Card Number":`), or a name that stands beside its value. */
function quotedSuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  from: number,
  quote: number
): boolean {
  if (isKey(codes, quote)) {
    const at = skipBlank(codes, skipBlank(codes, quote + 1) + 1)
    return keySuspicious(state, text, codes, verdictAt(state, codes, from, quote), from, quote, at)
  }
  if (quote - from > MAX_NAME || !isBesideValue(text, codes, from)) return false
  return loneNameSuspicious(state, text, from, quote)
}

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
  if (isKey(codes, quote)) {
    const at = skipBlank(codes, skipBlank(codes, quote + 1) + 1)
    return keySuspicious(state, text, codes, verdictOf(state, name), from, quote, at, name)
  }
  return isBesideValue(text, codes, from) && loneNameSuspicious(state, text, from, quote, name)
}

function isKey(codes: Uint16Array, quote: number): boolean {
  return codes[skipBlank(codes, quote + 1)] === COLON
}

/** Whether the string from `from` on can be a name that a sibling has its value from: an item, or under `name` and its like. */
function isBesideValue(text: string, codes: Uint16Array, from: number): boolean {
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

/** Where the string that `at` lies in ends, as far as a name may reach; else -1. */
function stringClose(codes: Uint16Array, at: number): number {
  for (let i = at; i < at + MAX_KEY; i++) {
    const code = codes[i] as number
    if (code === QUOTE) return i
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

/** The white space of JSON; behind the text stands a zero. */
function skipBlank(codes: Uint16Array, at: number): number {
  let to = at
  while (isBlank(codes[to] as number)) to++
  return to
}

function isBlank(code: number): boolean {
  return code <= SPACE && code > 0
}

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
const OPENING = new Uint8Array(128)
for (const char of ' \t{[%eW') OPENING[char.charCodeAt(0)] = 1

function opensObject(text: string, codes: Uint16Array, at: number): boolean {
  const code = codes[at]
  if (code !== QUOTE) return code === 123
  const next = codes[at + 1] as number
  return (next > 127 || OPENING[next] === 1) && OPENS.test(text.slice(at, at + 4))
}

/** A key of JSON whose value begins at `at`; `name` where it does not stand in the text as it is meant. */
function keySuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  verdict: NameVerdict,
  start: number,
  end: number,
  at: number,
  name: string | null = null
): boolean {
  if (state.keyStart === start && state.keyText === text) return false
  state.keyStart = start
  state.keyText = text
  if (verdict !== SILENT && verdictSuspicious(state, verdict, text, at)) return true
  for (const parent of state.parents) {
    const joined =
      name === null
        ? joinedVerdictAt(state, parent, codes, start, end)
        : verdictOf(state, `${parent}.${name}`)
    if (joined !== SILENT && verdictSuspicious(state, joined, text, at)) return true
  }
  if (opensObject(text, codes, at)) state.parents.push(name ?? nameAt(state, codes, start, end))
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

/** Escapes, percent-encoding, references of HTML, folded characters and JSON in the string; base64 is long and has no spaces. */
function mayBeEncoded(text: string, start: number, end: number): boolean {
  let word = start
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code === 32) word = i + 1
    else if (code > 127 ? FOLD_KINDS[code] !== 0 : ENCODES[code] === 1) return true
    else if (i + 1 - word >= MIN_BASE64) return true
  }
  return false
}

const ENCODES = new Uint8Array(128)
for (const char of '\\%+&{[') ENCODES[char.charCodeAt(0)] = 1

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

function assignmentSuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  assignment: Assignment
): boolean {
  const { name, start, end, syntax } = assignment
  const verdict = verdictOf(state, name)
  const isBare = syntax === 'json' && !/["'`]/.test(text[start - 1] ?? '')
  if (isBare && (text[start] === '{' || text[start] === '['))
    return keySuspicious(
      state,
      text,
      codes,
      verdict,
      assignment.nameStart,
      assignment.nameEnd,
      start
    )
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

/** A name that is given no value here: it may be a value itself (`{"name":"password"}`), or a column of an INSERT. */
function loneNameSuspicious(
  state: LineState,
  text: string,
  start: number,
  end: number,
  name: string = text.slice(start, end)
): boolean {
  const verdict = verdictOf(state, name.replace(/^-{1,2}/, ''))
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
