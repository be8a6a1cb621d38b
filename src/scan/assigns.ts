/**
 * Whether a name that stands in a text may be given a value there: the look before readAssignment.
 *
 * In: a text's units (a zero behind), as they are or as JSON escapes them, and where a key word stands. Out: false: no.
 * Promise: sound: where it says no, readAssignment reads nothing. In prose and stack traces it nearly always does.
 */
import { isNameChar } from './assignment.ts'

/** Longest name that is read; readAssignment has the last word on longer ones, in bounded time. */
const MAX_NAME = 96
const SPACE = 32
const QUOTE = 34
const APOSTROPHE = 39
const DASH = 45
const COLON = 58
const LESS = 60
const EQUALS = 61
const BACKSLASH = 92
const BRACKET = 93

const NAME = new Uint8Array(128)
for (let code = 0; code < 128; code++) if (isNameChar(String.fromCharCode(code), 0)) NAME[code] = 1

/** What can follow a name, or the spaces behind it, where it is given a value: separators, quotes, brackets. */
const FOLLOWS = new Uint8Array(128)
for (const char of '=:?+.>"\'`\\') FOLLOWS[char.charCodeAt(0)] = 1

export function mayBeAssigned(codes: Uint16Array, at: number): boolean {
  let end = at
  while (isName(codes[end] as number)) if (++end - at > MAX_NAME) return true
  if (isFollowed(codes, end)) return true
  let start = at
  while (start > 0 && isName(codes[start - 1] as number)) if (at - --start > MAX_NAME) return true
  if (codes[start] === DASH) return true
  return start > 0 && isOpened(codes, start - 1)
}

function isName(code: number): boolean {
  return code < 128 ? NAME[code] === 1 : isNameChar(String.fromCharCode(code), 0)
}

function isFollowed(codes: Uint16Array, end: number): boolean {
  const to = skipSpace(codes, end)
  const code = codes[to] as number
  // `user[password]=x`
  if (code === BRACKET) return isSeparated(codes[skipSpace(codes, to + 1)] as number)
  if (isSeparated(code)) return true
  return to > end && isInQuotes(codes, to)
}

function isSeparated(code: number): boolean {
  return code > 127 || FOLLOWS[code] === 1
}

/** White space, also as JSON escapes it. */
function skipSpace(codes: Uint16Array, at: number): number {
  for (let to = at; ; to++) {
    if (isEscapedSpace(codes, to)) to++
    else if ((codes[to] as number) > SPACE || codes[to] === 0) return to
  }
}

function isEscapedSpace(codes: Uint16Array, at: number): boolean {
  const next = codes[at + 1]
  return codes[at] === BACKSLASH && (next === 110 || next === 114 || next === 116)
}

/** The first word of a name of several (`"Card Number":`): a quote ends them. */
function isInQuotes(codes: Uint16Array, at: number): boolean {
  let to = at
  while (to - at < MAX_NAME && (codes[to] === SPACE || isName(codes[to] as number))) to++
  return to - at >= MAX_NAME || codes[to] === QUOTE || codes[to] === BACKSLASH
}

/** A tag's `<`, a `name=` or `name:` whose value the name is, an escape whose letter was taken for the name's. */
function isOpened(codes: Uint16Array, before: number): boolean {
  if (codes[before] === BACKSLASH) return true
  let at = before
  for (; at > 0; at--) {
    if (at > 1 && isEscapedSpace(codes, at - 1)) at--
    else if (!isFiller(codes[at] as number)) break
  }
  const code = codes[at] as number
  return code === LESS || code === COLON || code === EQUALS || code === 0xff1a || code === 0xff1d
}

/** White space, quotes and backslashes between a separator and its value. */
function isFiller(code: number): boolean {
  return code <= SPACE || code === QUOTE || code === APOSTROPHE || code === BACKSLASH
}
