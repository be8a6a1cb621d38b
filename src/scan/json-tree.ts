/**
 * JSON (RFC 8259) parsed into nodes that know where they stand.
 *
 * In: a text. Out: a tree of spans, or null where the text is not one JSON value.
 * Promise: never throws; depth and work are bounded, and what lies deeper than MAX_DEPTH is one opaque node.
 */

/** Deeper values are not entered: they are looked at as text and, with any finding in them, replaced whole. */
export const MAX_DEPTH = 64

export type Node =
  | {
      readonly type: 'string' | 'number' | 'literal' | 'opaque'
      readonly start: number
      readonly end: number
    }
  | {
      readonly type: 'object'
      readonly start: number
      readonly end: number
      readonly members: readonly Member[]
    }
  | {
      readonly type: 'array'
      readonly start: number
      readonly end: number
      readonly items: readonly Node[]
    }

/** A member's key with its quotes, and its value. */
export type Member = { readonly keyStart: number; readonly keyEnd: number; readonly value: Node }

/** Parses a text that is an object or an array as a whole; anything else is null. */
export function parseJson(text: string): Node | null {
  const at = skipSpace(text, 0)
  const code = text.charCodeAt(at)
  if (code !== OPEN_OBJECT && code !== OPEN_ARRAY) return null
  const node = parseValue(text, at, 0)
  return node !== null && skipSpace(text, node.end) === text.length ? node : null
}

const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125
const OPEN_ARRAY = 91
const CLOSE_ARRAY = 93
const COMMA = 44
const COLON = 58
const QUOTE = 34

function parseValue(text: string, at: number, depth: number): Node | null {
  const code = text.charCodeAt(at)
  if (code === QUOTE) {
    const end = stringEnd(text, at)
    return end === -1 ? null : { type: 'string', start: at, end }
  }
  if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
    if (depth >= MAX_DEPTH) return parseOpaque(text, at)
    return code === OPEN_OBJECT ? parseObject(text, at, depth + 1) : parseArray(text, at, depth + 1)
  }
  return parseScalar(text, at)
}

function parseObject(text: string, start: number, depth: number): Node | null {
  const members: Member[] = []
  let at = skipSpace(text, start + 1)
  if (text.charCodeAt(at) === CLOSE_OBJECT) return { type: 'object', start, end: at + 1, members }
  for (;;) {
    if (text.charCodeAt(at) !== QUOTE) return null
    const keyEnd = stringEnd(text, at)
    const colon = keyEnd === -1 ? -1 : skipSpace(text, keyEnd)
    if (colon === -1 || text.charCodeAt(colon) !== COLON) return null
    const value = parseValue(text, skipSpace(text, colon + 1), depth)
    if (value === null) return null
    members.push({ keyStart: at, keyEnd, value })
    at = skipSpace(text, value.end)
    const next = text.charCodeAt(at)
    if (next === CLOSE_OBJECT) return { type: 'object', start, end: at + 1, members }
    if (next !== COMMA) return null
    at = skipSpace(text, at + 1)
  }
}

function parseArray(text: string, start: number, depth: number): Node | null {
  const items: Node[] = []
  let at = skipSpace(text, start + 1)
  if (text.charCodeAt(at) === CLOSE_ARRAY) return { type: 'array', start, end: at + 1, items }
  for (;;) {
    const item = parseValue(text, at, depth)
    if (item === null) return null
    items.push(item)
    at = skipSpace(text, item.end)
    const next = text.charCodeAt(at)
    if (next === CLOSE_ARRAY) return { type: 'array', start, end: at + 1, items }
    if (next !== COMMA) return null
    at = skipSpace(text, at + 1)
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LITERALS = ['true', 'false', 'null'] as const

function parseScalar(text: string, start: number): Node | null {
  for (const literal of LITERALS) {
    if (text.startsWith(literal, start))
      return { type: 'literal', start, end: start + literal.length }
  }
  NUMBER.lastIndex = start
  return NUMBER.test(text) ? { type: 'number', start, end: NUMBER.lastIndex } : null
}

/** The span of a value that is too deep to enter; brackets are counted, strings skipped. */
function parseOpaque(text: string, start: number): Node | null {
  let open = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = stringEnd(text, at)
      if (end === -1) return null
      at = end - 1
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) open++
    else if ((code === CLOSE_OBJECT || code === CLOSE_ARRAY) && --open === 0)
      return { type: 'opaque', start, end: at + 1 }
  }
  return null
}

/** The offset after the closing quote of the string that begins at `at`, or -1. */
export function stringEnd(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === 92) slashes++
    if (slashes % 2 === 0) return end + 1
  }
  return -1
}

function skipSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
    at++
  }
}
