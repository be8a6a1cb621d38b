/**
 * The first pass over a key of JSON: could the value under it be one to redact?
 *
 * In: a key's name, what it says, where its value begins. Out: true where the exact scan must look; and, noted in the line's
 * state, what the name is evidence for and that it holds an object. Promise: a string that was refused under a name once
 * is known again by its units.
 */
import { MIN_BASE64 } from './decode/base64.ts'
import { FOLD_KINDS } from './decode/fold.ts'
import { isFoundValue } from './key-value.ts'
import { type LineState, rise } from './line-state.ts'
import { type NamedVerdict, type NameVerdict, SILENT } from './name-verdicts.ts'
import { firesIn } from './near-pass.ts'

const QUOTE = 34
const BRACE = 123
const BRACKET = 91

/** Names that hold objects are asked for with each later key; a line of more than these is looked at. */
const MOST_PARENTS = 32

/** A key of JSON whose value begins at `at`. */
export function keySuspicious(
  state: LineState,
  text: string,
  codes: Uint16Array,
  named: NamedVerdict,
  at: number
): boolean {
  const { verdict } = named
  if (verdict !== SILENT && verdictSuspicious(state, verdict, text, codes, at)) return true
  const { parents } = state
  for (let i = 0; i < parents.length; i++) {
    const joined = state.names.under(parents[i] as NamedVerdict, named)
    if (joined !== SILENT && verdictSuspicious(state, joined, text, codes, at)) return true
  }
  if (!opensObject(text, codes, at) || parents.includes(named)) return false
  return parents.push(named) > MOST_PARENTS
}

/** An object, or a string that may hold one: as JSON, percent-encoded, or as base64. */
const OPENS = /^(?:\{|"\s?(?:[{[%]|ey|W3))/
const OPENING = new Uint8Array(128)
for (const char of ' \t{[%eW') OPENING[char.charCodeAt(0)] = 1

function opensObject(text: string, codes: Uint16Array, at: number): boolean {
  const code = codes[at]
  if (code !== QUOTE) return code === BRACE
  const next = codes[at + 1] as number
  return (next > 127 || OPENING[next] === 1) && OPENS.test(text.slice(at, at + 4))
}

function verdictSuspicious(
  state: LineState,
  verdict: NameVerdict,
  text: string,
  codes: Uint16Array,
  at: number
): boolean {
  const opens = codes[at] as number
  if (opens === BRACKET || opens === BRACE) return holderSuspicious(state, verdict, text, at)
  if (opens !== QUOTE) return scalarSuspicious(state, verdict, text, at)
  const end = endOfString(text, at + 1)
  const isShort = end - at < LONGEST_REFUSED
  if (isShort && verdict.refused.get(codes, at + 1, end) === true) return false
  if (raisedFires(state, verdict, text, at + 1, end) || stringFound(verdict, text, at + 1, end))
    return true
  // what makes detectors look at the whole line does so in each line
  const isJudged = verdict.raised.length === 0 || !goesOn(text, at + 1, end)
  if (isShort && isJudged) verdict.refused.set(codes, at + 1, end, true)
  return false
}

/** Longer strings differ from line to line. */
const LONGEST_REFUSED = 64

/** What a name speaks for goes on below an array or object. */
function holderSuspicious(
  state: LineState,
  verdict: NameVerdict,
  text: string,
  at: number
): boolean {
  for (const detector of verdict.raised) rise(state, detector)
  if (/^.\s{0,8}[\]}]/.test(text.slice(at, at + 10))) return false
  return verdict.rules.some((rule) => text[at] === '[' || rule.value === 'any')
}

function scalarSuspicious(
  state: LineState,
  verdict: NameVerdict,
  text: string,
  at: number
): boolean {
  const { rules } = verdict
  const end = endOfScalar(text, at)
  if (raisedFires(state, verdict, text, at, end)) return true
  if (!rules.some(({ value }) => value !== 'secret' && value !== 'text')) return false
  const value = text.slice(at, end)
  return (
    value.includes('\\') ||
    PLACEHOLDER.test(value) ||
    rules.some((rule) => isFoundValue(rule.value, value, true))
  )
}

function stringFound({ rules }: NameVerdict, text: string, start: number, end: number): boolean {
  if (rules.length === 0) return false
  const value = text.slice(start, end)
  return (
    value.includes('\\') ||
    PLACEHOLDER.test(value) ||
    rules.some((rule) => isFoundValue(rule.value, value, false))
  )
}

/** Detectors that a name speaks for look at its value; where that may be encoded, at every text of the line. */
export function raisedFires(
  state: LineState,
  { raised }: NameVerdict,
  text: string,
  start: number,
  end: number
): boolean {
  if (raised.length === 0) return false
  if (!goesOn(text, start, end))
    return raised.some((detector) => firesIn(detector, text, start, end))
  for (const detector of raised) rise(state, detector)
  return false
}

/** Whether the value that is meant may stand elsewhere: in what this one decodes to, or in a list of parameters. */
function goesOn(text: string, start: number, end: number): boolean {
  return mayBeEncoded(text, start, end) || PLACEHOLDER.test(text.slice(start, start + 2))
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
  while (end < text.length && ENDS_SCALAR[text.charCodeAt(end)] !== 1) end++
  return end
}

const ENDS_SCALAR = new Uint8Array(0x10000)
for (let code = 0; code < 0x10000; code++)
  if (/[,}\]\s]/.test(String.fromCharCode(code))) ENDS_SCALAR[code] = 1

/** SQL placeholders: the value stands in a list of parameters. */
export const PLACEHOLDER: RegExp = /^(?:\?|\$\d|%s|[:@]\w)/
