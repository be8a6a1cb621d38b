/**
 * Lines for a person at a terminal.
 *
 * In: a safe line, already redacted, in any of the formats. Out: pino-pretty's text of it.
 * Promise: what was found stands out by colour where colour is on; no value can steer the terminal or forge a line;
 * a line that is not JSON comes out as escaped text. pino-pretty is loaded with the first pretty printer, not before.
 */
import type { FormatName } from './format.ts'
import { escapeForTerminal } from './terminal.ts'

export type PrettyOptions = {
  /** Format of the lines; default `standard`. */
  readonly format?: FormatName | undefined
  /** Key of the message; default `message`, for `pino` `msg`. */
  readonly messageKey?: string | undefined
  /** Key of the time; default that of the format. */
  readonly timeKey?: string | undefined
  /** Key of pino's numeric level; default `level`. */
  readonly levelKey?: string | undefined
  /** Names of levels beyond pino's own, by name. */
  readonly customLevels?: Readonly<Record<string, number>> | undefined
  /** Colours; default off. */
  readonly colors?: boolean | undefined
}

type Fields = Record<string, unknown>

type PrettyModule = {
  prettyFactory(options: Readonly<Record<string, unknown>>): (record: object) => string | undefined
}

const TIME_KEYS: Readonly<Record<FormatName, string>> = {
  standard: 'time',
  pino: 'time',
  gcp: 'time',
  ecs: '@timestamp',
  datadog: 'timestamp'
}

const ALWAYS_NOISE = ['service', 'deployment', 'host', 'process', 'container', 'k8s', 'pii']

/** The same on every line, or shown already as time and level. */
const NOISE: Readonly<Record<FormatName, ReadonlySet<string>>> = {
  standard: new Set([...ALWAYS_NOISE, 'severity', 'trace_flags']),
  pino: new Set(['pid', 'hostname']),
  gcp: new Set([...ALWAYS_NOISE, 'severity', 'serviceContext', 'stack_trace']),
  ecs: new Set([...ALWAYS_NOISE, 'log', 'ecs', 'orchestrator', 'kubernetes', 'trace_flags']),
  datadog: new Set([...ALWAYS_NOISE, 'status', 'version', 'env', 'trace_flags'])
}

/** pino-pretty puts these into its head or leaves them out; as a caller's fields they belong with the others. */
const HEAD_KEYS: ReadonlySet<string> = new Set(['pid', 'hostname', 'name', 'timestamp', 'caller'])

const ERROR_KEYS: readonly string[] = ['err', 'error', 'exception']
const STACK_KEYS: ReadonlySet<string> = new Set(['stack', 'stacktrace', 'stack_trace'])

// What stands in a value's place: a token, or four and more mask characters with what they leave to be seen.
const FOUND =
  /\[[A-Z][A-Z0-9_]*(?::k\d{1,2}:[a-z]{1,40})?\]|\*(?:[ -]?\*){3,}(?:[ -]?[0-9A-Za-z]){0,4}/g

// Inverse and back: unlike a colour it does not end the colour of the text around it.
const INVERSE = '\u001b[7m'
const INVERSE_OFF = '\u001b[27m'

/** A function from a safe line to the text that a person reads; the text ends with a line break. */
export function createPretty(options: PrettyOptions = {}): (line: string) => string {
  const format = options.format ?? 'standard'
  const messageKey = options.messageKey ?? (format === 'pino' ? 'msg' : 'message')
  const colors = options.colors ?? false
  const timestampKey = options.timeKey ?? TIME_KEYS[format]
  const print = loadPretty().prettyFactory({
    colorize: colors,
    messageKey,
    timestampKey,
    levelKey: options.levelKey ?? 'level',
    translateTime: 'SYS:HH:MM:ss.l',
    errorLikeObjectKeys: ERROR_KEYS,
    ignore: '',
    ...customLevels(options.customLevels)
  })
  return (line) => {
    const record = parseRecord(line)
    if (record === undefined) return toPlain(line)
    try {
      const text = print(toPrintable(record, format, timestampKey)) ?? ''
      return colors ? text.replace(FOUND, `${INVERSE}$&${INVERSE_OFF}`) : text
    } catch {
      // pino-pretty throws on a level that is an object, for one.
      return toPlain(line)
    }
  }
}

function toPlain(line: string): string {
  return `${escapeForTerminal(line.replace(/\r?\n$/, ''))}\n`
}

function loadPretty(): PrettyModule {
  return require('pino-pretty') as PrettyModule
}

function customLevels(levels: Readonly<Record<string, number>> | undefined): Fields {
  if (levels === undefined || Object.keys(levels).length === 0) return {}
  return { customLevels: levels, useOnlyCustomProps: false }
}

function parseRecord(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The record with every text escaped and without the noise. */
function toPrintable(record: Fields, format: FormatName, timeKey: string): Fields {
  const out: Fields = {}
  for (const [key, value] of Object.entries(record)) {
    // `__proto__` would be taken for the prototype further on.
    if (NOISE[format].has(key) || key === '__proto__') continue
    const isHead = HEAD_KEYS.has(key) && key !== timeKey && format !== 'pino'
    const isError = ERROR_KEYS.includes(key) && isObject(value)
    // A trailing space is enough for pino-pretty to take it for a field.
    out[escapeForTerminal(key) + (isHead ? ' ' : '')] = isError
      ? toPrintableError(value)
      : escapeAll(value)
  }
  return out
}

/** pino-pretty prints what stands under `stack` line by line, indented; each of these lines is escaped by itself. */
function toPrintableError(error: Fields): Fields {
  return Object.fromEntries(
    Object.entries(error).map(([key, value]) =>
      STACK_KEYS.has(key) && typeof value === 'string'
        ? ['stack', value.split('\n').map(escapeForTerminal).join('\n')]
        : [escapeForTerminal(key), escapeAll(value)]
    )
  )
}

function escapeAll(value: unknown): unknown {
  if (typeof value === 'string') return escapeForTerminal(value)
  if (Array.isArray(value)) return value.map(escapeAll)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [escapeForTerminal(key), escapeAll(child)])
  )
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
