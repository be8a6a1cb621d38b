/**
 * JSON (RFC 8259) parsed onto a tape: where each value stands, without an object a value.
 *
 * In: a text and its units, a zero behind. Out: four integers a node: type, start, end, and the node after its last inner one.
 * Promise: takes the same texts as json-tree.ts; never throws; depth and work are bounded, what lies deeper is one opaque node.
 */
import { MAX_DEPTH } from './json-tree.ts'

export const OBJECT = 0
export const ARRAY = 1
export const STRING = 2
export const NUMBER = 3
export const LITERAL = 4
export const OPAQUE = 5
/** The name of the member whose value is the next node. */
export const KEY = 6

/** Integers a node. */
export const NODE = 4

export type Tape = { nodes: Int32Array; length: number }

export function createTape(): Tape {
  return { nodes: new Int32Array(NODE * 128), length: 0 }
}

/** false: the text is no object and no array. */
export function parseTape(text: string, codes: Uint16Array, tape: Tape): boolean {
  tape.length = 0
  const at = skipSpace(codes, 0)
  const code = codes[at]
  if (code !== OPEN_OBJECT && code !== OPEN_ARRAY) return false
  const end = parseValue({ text, codes, tape }, at, 0)
  return end !== -1 && skipSpace(codes, end) === text.length
}

type Source = { readonly text: string; readonly codes: Uint16Array; readonly tape: Tape }

const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125
const OPEN_ARRAY = 91
const CLOSE_ARRAY = 93
const COMMA = 44
const COLON = 58
const QUOTE = 34
const BACKSLASH = 92

function push(tape: Tape, type: number, start: number, end: number): number {
  const at = tape.length
  if (at + NODE > tape.nodes.length) {
    const grown = new Int32Array(tape.nodes.length * 2)
    grown.set(tape.nodes)
    tape.nodes = grown
  }
  const { nodes } = tape
  nodes[at] = type
  nodes[at + 1] = start
  nodes[at + 2] = end
  nodes[at + 3] = at + NODE
  tape.length = at + NODE
  return at
}

/** A container ends where its last inner node was pushed. */
function close({ tape }: Source, node: number, end: number): number {
  tape.nodes[node + 2] = end
  tape.nodes[node + 3] = tape.length
  return end
}

/** Where the value ends, or -1. */
function parseValue(source: Source, at: number, depth: number): number {
  const code = source.codes[at] as number
  if (code === QUOTE) return parseString(source, at, STRING)
  if (code !== OPEN_OBJECT && code !== OPEN_ARRAY) return parseScalar(source, at, code)
  if (depth >= MAX_DEPTH) return parseOpaque(source, at)
  return code === OPEN_OBJECT
    ? parseObject(source, at, depth + 1)
    : parseArray(source, at, depth + 1)
}

function parseString(source: Source, at: number, type: number): number {
  const end = stringEnd(source, at)
  if (end !== -1) push(source.tape, type, at, end)
  return end
}

function parseObject(source: Source, start: number, depth: number): number {
  const { codes, tape } = source
  const node = push(tape, OBJECT, start, -1)
  let at = skipSpace(codes, start + 1)
  if (codes[at] === CLOSE_OBJECT) return close(source, node, at + 1)
  for (;;) {
    const keyEnd = codes[at] === QUOTE ? parseString(source, at, KEY) : -1
    const colon = keyEnd === -1 ? -1 : skipSpace(codes, keyEnd)
    if (colon === -1 || codes[colon] !== COLON) return -1
    const end = parseValue(source, skipSpace(codes, colon + 1), depth)
    if (end === -1) return -1
    at = skipSpace(codes, end)
    if (codes[at] === CLOSE_OBJECT) return close(source, node, at + 1)
    if (codes[at] !== COMMA) return -1
    at = skipSpace(codes, at + 1)
  }
}

function parseArray(source: Source, start: number, depth: number): number {
  const { codes, tape } = source
  const node = push(tape, ARRAY, start, -1)
  let at = skipSpace(codes, start + 1)
  if (codes[at] === CLOSE_ARRAY) return close(source, node, at + 1)
  for (;;) {
    const end = parseValue(source, at, depth)
    if (end === -1) return -1
    at = skipSpace(codes, end)
    if (codes[at] === CLOSE_ARRAY) return close(source, node, at + 1)
    if (codes[at] !== COMMA) return -1
    at = skipSpace(codes, at + 1)
  }
}

const LITERALS = ['true', 'false', 'null'] as const

function parseScalar(source: Source, start: number, code: number): number {
  const { text, codes, tape } = source
  if (code === MINUS || isDigit(code)) {
    const end = numberEnd(codes, start)
    if (end !== -1) push(tape, NUMBER, start, end)
    return end
  }
  for (const literal of LITERALS) {
    if (literal.charCodeAt(0) !== code || !text.startsWith(literal, start)) continue
    push(tape, LITERAL, start, start + literal.length)
    return start + literal.length
  }
  return -1
}

const MINUS = 45
const PLUS = 43
const DOT = 46

/** As far as the digits are a number; what follows must end it, which the caller sees. */
function numberEnd(codes: Uint16Array, start: number): number {
  let at = codes[start] === MINUS ? start + 1 : start
  if (codes[at] === 48) at++
  else if (isDigit(codes[at] as number)) at = skipDigits(codes, at)
  else return -1
  if (codes[at] === DOT && isDigit(codes[at + 1] as number)) at = skipDigits(codes, at + 1)
  if (((codes[at] as number) | 32) !== 101) return at
  const sign = codes[at + 1] === PLUS || codes[at + 1] === MINUS ? 1 : 0
  return isDigit(codes[at + 1 + sign] as number) ? skipDigits(codes, at + 1 + sign) : at
}

function skipDigits(codes: Uint16Array, at: number): number {
  let to = at
  while (isDigit(codes[to] as number)) to++
  return to
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** The span of a value that is too deep to enter; brackets are counted, strings skipped. */
function parseOpaque(source: Source, start: number): number {
  const { text, codes, tape } = source
  let open = 0
  for (let at = start; at < text.length; at++) {
    const code = codes[at] as number
    if (code === QUOTE) {
      const end = stringEnd(source, at)
      if (end === -1) return -1
      at = end - 1
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) open++
    else if ((code === CLOSE_OBJECT || code === CLOSE_ARRAY) && --open === 0) {
      push(tape, OPAQUE, start, at + 1)
      return at + 1
    }
  }
  return -1
}

/** The offset after the closing quote of the string that begins at `at`, or -1. */
function stringEnd({ text, codes }: Source, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = codes[i]
    if (code === QUOTE) return i + 1
    if (code === BACKSLASH) i++
  }
  return -1
}

function skipSpace(codes: Uint16Array, at: number): number {
  for (;;) {
    const code = codes[at]
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
    at++
  }
}
