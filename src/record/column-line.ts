/**
 * A line in the shape of fixed columns, made from slices of the line itself.
 *
 * In: a line of the standard record. Out: the line with the caller's fields gathered under `attrs`, and its time.
 * Promise: says the same as toColumns() of the parsed line; a line that is not as logveil writes it (spaces, escaped
 * names, a value of the wrong type) is parsed, so nothing is guessed. Numbers of any length keep their digits.
 *
 * Parsing and printing a request line costs three times as much as looking for its top-level members.
 */
import { COLUMN_TREE, type Column, type ColumnNode, TIMESTAMP, toColumns } from './columns.ts'

export type ColumnLine = {
  readonly line: string
  /** RFC 3339; undefined where the record has none that can be read. */
  readonly time: string | undefined
}

const QUOTE = 34
const COMMA = 44
const MINUS = 45
const DIGIT_0 = 48
const DIGIT_9 = 57
const COLON = 58
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN = 123
const CLOSE = 125

// At most 15 digits: beyond, a double no longer holds every integer, and toColumns() decides.
const INTEGER = /^-?\d{1,15}$/

/** Characters of numbers, `true`, `false`, `null`. */
const IS_PLAIN: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) =>
  /[-+.\w]/.test(String.fromCharCode(code)) ? 1 : 0
)

/** The line as a row of fixed columns; undefined if it is no JSON object. */
export function toColumnLine(line: string): ColumnLine | undefined {
  return fromSlices(line) ?? fromParsed(line)
}

function fromParsed(line: string): ColumnLine | undefined {
  try {
    const record: unknown = JSON.parse(line)
    if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined
    const row = toColumns(record as Record<string, unknown>)
    return { line: JSON.stringify(row), time: typeof row.time === 'string' ? row.time : undefined }
  } catch {
    return undefined
  }
}

type Parts = {
  /** Members that stay where they are. */
  kept: string
  /** Where a run of them began; they are mostly neighbours and copied in one piece. */
  keptFrom: number
  /** The caller's members. */
  own: string
  attrs: string | undefined
  time: string | undefined
}

function fromSlices(line: string): ColumnLine | undefined {
  const parts: Parts = { kept: '', keptFrom: -1, own: '', attrs: undefined, time: undefined }
  const end = endOfMembers(line, 0, (name, at, start) => readMember(line, parts, name, at, start))
  if (end !== line.length) return undefined
  if (parts.own === '') return { line, time: parts.time }
  endKept(line, parts, end - 1)
  const attrs = join(parts.attrs?.slice(1, -1) ?? '', parts.own)
  return { line: `{${join(parts.kept, `"attrs":{${attrs}}`)}}`, time: parts.time }
}

function readMember(line: string, parts: Parts, name: string, at: number, start: number): number {
  const node = COLUMN_TREE.children.get(name)
  const end = node === undefined ? endOfValue(line, start) : endOfColumn(line, start, node)
  if (node === undefined || name === 'attrs') {
    endKept(line, parts, at - 1)
    if (node === undefined) parts.own = join(parts.own, line.slice(at, end))
    else parts.attrs = line.slice(start, end)
  } else {
    if (parts.keptFrom < 0) parts.keptFrom = at
    if (name === 'time') parts.time = line.slice(start + 1, end - 1)
  }
  return end
}

function endKept(line: string, parts: Parts, end: number): void {
  if (parts.keptFrom < 0) return
  parts.kept = join(parts.kept, line.slice(parts.keptFrom, end))
  parts.keptFrom = -1
}

function join(before: string, member: string): string {
  return before === '' ? member : `${before},${member}`
}

/** Where the object that opens at `start` ends; negative as soon as a member is not as logveil writes it. */
function endOfMembers(
  line: string,
  start: number,
  endOfMember: (name: string, at: number, valueStart: number) => number
): number {
  if (line.charCodeAt(start) !== OPEN) return -1
  if (line.charCodeAt(start + 1) === CLOSE) return start + 2
  let at = start + 1
  for (;;) {
    const nameEnd = endOfName(line, at)
    if (nameEnd < 0) return -1
    const end = endOfMember(line.slice(at + 1, nameEnd), at, nameEnd + 2)
    if (end < 0) return -1
    if (line.charCodeAt(end) !== COMMA) return line.charCodeAt(end) === CLOSE ? end + 1 : -1
    at = end + 1
  }
}

/** Where the name that opens at `at` closes; negative if it is escaped or no colon follows. */
function endOfName(line: string, at: number): number {
  if (line.charCodeAt(at) !== QUOTE) return -1
  const end = line.indexOf('"', at + 1)
  const isPlain = end > 0 && line.charCodeAt(end - 1) !== BACKSLASH
  return isPlain && line.charCodeAt(end + 1) === COLON ? end : -1
}

/** Where the value of a known name ends; negative if it does not fit its column. */
function endOfColumn(line: string, start: number, node: ColumnNode): number {
  if (node.column === undefined) {
    return endOfMembers(line, start, (name, _at, valueStart) => {
      const child = node.children.get(name)
      return child === undefined ? -1 : endOfColumn(line, valueStart, child)
    })
  }
  const end = endOfValue(line, start)
  return end > 0 && fits(line, start, end, node.column) ? end : -1
}

function fits(line: string, start: number, end: number, { name, type }: Column): boolean {
  const first = line.charCodeAt(start)
  switch (type) {
    case 'timestamp':
      return first === QUOTE && TIMESTAMP.test(line.slice(start + 1, end - 1))
    case 'integer':
      return INTEGER.test(line.slice(start, end))
    case 'number':
      return first === MINUS || (first >= DIGIT_0 && first <= DIGIT_9)
    case 'json':
      return name === 'attrs' ? first === OPEN : first === OPEN || first === OPEN_LIST
    default:
      return first === QUOTE
  }
}

/** Where any value ends. */
function endOfValue(line: string, start: number): number {
  const first = line.charCodeAt(start)
  if (first === QUOTE) return endOfString(line, start)
  if (first === OPEN || first === OPEN_LIST) return endOfNested(line, start)
  let at = start
  while (IS_PLAIN[line.charCodeAt(at)] === 1) at++
  return at > start ? at : -1
}

function endOfString(line: string, start: number): number {
  let end = line.indexOf('"', start + 1)
  while (end > 0 && isEscaped(line, end)) end = line.indexOf('"', end + 1)
  return end < 0 ? -1 : end + 1
}

function isEscaped(line: string, quote: number): boolean {
  let at = quote - 1
  while (line.charCodeAt(at) === BACKSLASH) at--
  return (quote - at) % 2 === 0
}

function endOfNested(line: string, start: number): number {
  let depth = 0
  for (let at = start; at < line.length; at++) {
    const code = line.charCodeAt(at)
    if (code === QUOTE) {
      at = endOfString(line, at) - 1
      if (at < 0) return -1
    } else if (code === OPEN || code === OPEN_LIST) depth++
    else if ((code === CLOSE || code === CLOSE_LIST) && --depth === 0) return at + 1
  }
  return -1
}
