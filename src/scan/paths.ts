/**
 * pino's redact paths, compiled.
 *
 * In: the option `redact` as pino takes it. Out: a matcher of places in a line, the censor, whether to remove.
 * Promise: as in pino 10, `*` is exactly one level and names are case-sensitive. Unlike pino, what could never match
 * (`pass*`, `**`) is refused, and the caller's object is never touched: places are places in the finished line.
 */
import { closest, distance } from 'fastest-levenshtein'
import { type Issue, LogveilError } from '../errors.ts'

/** pino's own text for a redacted value. */
export const DEFAULT_CENSOR = '[Redacted]'

/** What takes a value's place: a text, or what a function gives for the value (as JSON has it) and its path. */
export type Censor = string | ((value: unknown, path: string[]) => unknown)

/** The option `redact`, in both of pino's forms. */
export type RedactOption =
  | readonly string[]
  | { readonly paths: readonly string[]; readonly censor?: Censor; readonly remove?: boolean }

/** Paths ready to be looked for in lines. */
export type PathMatcher = {
  /** Key names of which one must stand in the line; empty: any line may hold a path, each must be walked. */
  readonly anchors: readonly string[]
  /** false: no path can be in this line of JSON, no walk is needed. */
  readonly mayMatch: (line: string) => boolean
  /** Index of the first path that names exactly this place, or -1. */
  readonly match: (path: readonly (string | number)[]) => number
}

export type PathRedaction = {
  readonly matcher: PathMatcher
  readonly censor: Censor
  /** The key goes with its value; in an array null stays, so that nothing moves. */
  readonly remove: boolean
}

const WILDCARD = Symbol('*')
type Segment = string | typeof WILDCARD

/**
 * Reads the option `redact`; throws ERR_PATH_INVALID with all problems.
 *
 * @example
 * parseRedact({ paths: ['req.headers["x-api-key"]', '*.password'], censor: '***' })
 */
export function parseRedact(option: unknown): PathRedaction {
  const issues: Issue[] = []
  const isList = Array.isArray(option)
  const settings = isList ? { paths: option } : readSettings(option, issues)
  const paths = readPaths(settings.paths, isList ? 'redact' : 'redact.paths', issues)
  const censor = readCensor(settings.censor, issues)
  const remove = readRemove(settings.remove, issues)
  throwIfAny(issues)
  return { matcher: toMatcher(paths), censor, remove }
}

/** Compiles paths alone; throws ERR_PATH_INVALID with all problems. */
export function compilePaths(paths: readonly string[]): PathMatcher {
  const issues: Issue[] = []
  const parsed = readPaths(paths, 'redact', issues)
  throwIfAny(issues)
  return toMatcher(parsed)
}

function throwIfAny(issues: readonly Issue[]): void {
  if (issues.length > 0)
    throw new LogveilError('ERR_PATH_INVALID', 'The option redact cannot be used.', issues)
}

const SETTINGS = ['paths', 'censor', 'remove']

function readSettings(option: unknown, issues: Issue[]): Readonly<Record<string, unknown>> {
  if (typeName(option) !== 'object') {
    const message = `expected an array of paths or { paths, censor, remove }, got ${typeName(option)}`
    issues.push({ path: 'redact', message })
    return { paths: [] }
  }
  const settings = option as Readonly<Record<string, unknown>>
  for (const key of Object.keys(settings)) {
    if (SETTINGS.includes(key)) continue
    const near = closest(key, SETTINGS)
    const hint = distance(key, near) <= 2 ? `; did you mean ${near}?` : ''
    const message = `expected one of ${SETTINGS.join(', ')}, got an unknown key${hint}`
    issues.push({ path: `redact.${key}`, message })
  }
  return settings
}

function readCensor(censor: unknown, issues: Issue[]): Censor {
  if (censor === undefined) return DEFAULT_CENSOR
  if (typeof censor === 'string') return censor
  if (typeof censor === 'function') return censor as Censor
  const message = `expected a text or a function, got ${typeName(censor)}`
  issues.push({ path: 'redact.censor', message })
  return DEFAULT_CENSOR
}

function readRemove(remove: unknown, issues: Issue[]): boolean {
  if (remove !== undefined && typeof remove !== 'boolean') {
    issues.push({ path: 'redact.remove', message: `expected a boolean, got ${typeName(remove)}` })
  }
  return remove === true
}

function readPaths(
  paths: unknown,
  where: string,
  issues: Issue[]
): readonly (readonly Segment[])[] {
  if (!Array.isArray(paths)) {
    issues.push({ path: where, message: `expected an array of paths, got ${typeName(paths)}` })
    return []
  }
  return paths.map((path: unknown, i) => {
    const parsed = parsePath(path)
    if (!('fault' in parsed)) return parsed
    issues.push({ path: `${where}[${i}]`, message: parsed.fault })
    return []
  })
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

// What stands at one place of a path: a name, or brackets around a quoted text, a name or an index. As in pino
// a quoted text has no escapes; another kind of quote may hold this one.
const NAME = /[^.[\]"'`,\s]+/y
const BRACKETS = /\[(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^.[\]"'`,\s]+))\]/y

function parsePath(path: unknown): readonly Segment[] | { readonly fault: string } {
  if (typeof path !== 'string')
    return { fault: `expected a path as a string, got ${typeName(path)}` }
  if (path === '') return { fault: 'expected a path, got an empty string' }
  const segments: Segment[] = []
  let at = 0
  while (at < path.length) {
    const step = readSegment(path, at)
    if (typeof step === 'string') return { fault: `${step} at character ${at + 1}` }
    segments.push(step.segment)
    at = step.end
  }
  return segments
}

type Step = { readonly segment: Segment; readonly end: number }

function readSegment(path: string, at: number): Step | string {
  if (path[at] === '[') return readBrackets(path, at)
  const isFirst = at === 0
  if (!isFirst && path[at] !== '.') return 'expected . or ['
  const start = isFirst ? at : at + 1
  NAME.lastIndex = start
  const name = NAME.exec(path)?.[0]
  if (name === undefined) return 'expected a name; put one with other characters as ["name"]'
  return toStep(name, start + name.length)
}

function readBrackets(path: string, at: number): Step | string {
  BRACKETS.lastIndex = at
  const match = BRACKETS.exec(path)
  if (!match) return 'expected [0], [*] or ["name"]'
  const name = match[1] ?? match[2] ?? match[3]
  const end = at + match[0].length
  // A quoted `*` is a wildcard in pino 10 too; taking it for one can only redact more.
  return name === undefined || name === '*'
    ? toStep(name ?? match[4] ?? '', end)
    : { segment: name, end }
}

// pino takes `pass*` for a key of that very name: the user's secret would stay in the clear without a word.
function toStep(name: string, end: number): Step | string {
  if (name === '*') return { segment: WILDCARD, end }
  if (name.includes('*'))
    return 'expected * alone (it stands for one whole level), or ["name"] for a key with a *,'
  return { segment: name, end }
}

function toMatcher(paths: readonly (readonly Segment[])[]): PathMatcher {
  const anchors = toAnchors(paths)
  return {
    anchors,
    mayMatch: toLineTest(paths.length > 0, anchors),
    match: (path) => paths.findIndex((segments) => isAt(segments, path))
  }
}

// A key as JSON.stringify writes it. In JSON text inside a string a backslash follows the name (`\"password\"`), and
// other writers than V8 may escape any letter (`\u0070assword`); most lines have no backslash and are spared that.
// One alternation costs a sixth of six `includes`: each of those stops at every quote of the line.
function toLineTest(hasPaths: boolean, anchors: readonly string[]): (line: string) => boolean {
  if (!hasPaths || anchors.length === 0) return () => hasPaths
  const written = anchors.map((name) => JSON.stringify(name).slice(1, -1))
  // A name that is itself escaped is escaped once more in each layer of text.
  const isPlain = written.every((name) => !name.includes('\\'))
  const names = written.map(escapePattern).join('|')
  const key = new RegExp(`"(?:${names})"`)
  const hidden = isPlain ? new RegExp(`\\\\[u/]|(?:${names})\\\\`) : /\\/
  return (line) => key.test(line) || (line.includes('\\') && hidden.test(line))
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

function toAnchors(paths: readonly (readonly Segment[])[]): readonly string[] {
  const anchors = new Set<string>()
  for (const segments of paths) {
    const anchor = segments.findLast(isKeyName)
    if (anchor === undefined) return []
    anchors.add(anchor as string)
  }
  return Object.freeze([...anchors])
}

// `0` may be an index, which the line does not spell out.
function isKeyName(segment: Segment): boolean {
  return typeof segment === 'string' && !/^\d+$/.test(segment)
}

function isAt(segments: readonly Segment[], path: readonly (string | number)[]): boolean {
  if (segments.length !== path.length) return false
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i]
    if (segment !== WILDCARD && segment !== String(path[i])) return false
  }
  return true
}
