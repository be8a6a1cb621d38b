/**
 * What a logger hands to the request middlewares.
 *
 * In: a secured instance, its format, its rules. Out: the port that http/ finds on the logger.
 * Promise: fields that the middleware itself made stand in the line's exempt head; whatever a client sent is scanned.
 */
import type { Logger as PinoLogger } from 'pino'
import { LogveilError } from './errors.ts'
import type { Format } from './formats/format.ts'
import type { LoggerPort } from './http/logger-port.ts'
import { type Instance, PATHS, type SafeInstance, type SecuredInstance } from './logger-instance.ts'
import { FIELD_LIST, type RecordFields } from './record/fields.ts'
import type { Reporter } from './reporter.ts'
import type { RuleSet } from './rule-set.ts'

/** Top-level names of which logveil writes every part itself; `http` only where no header stands in it. */
const TRUSTED: ReadonlySet<string> = new Set(
  [...new Set(FIELD_LIST.map(([name]) => name.split('.', 1)[0] as string))].filter((top) =>
    FIELD_LIST.every(
      ([name, field]) =>
        (name !== top && !name.startsWith(`${top}.`)) || field.trusted === true || isHeader(name)
    )
  )
)

function isHeader(name: string): boolean {
  return name === 'http.request.header' || name === 'http.response.header'
}

function isTrusted(name: string, value: unknown): boolean {
  if (name !== 'http') return TRUSTED.has(name)
  const { request, response } = value as NonNullable<RecordFields['http']>
  return request?.header === undefined && response?.header === undefined
}

export function createPort(
  secured: SecuredInstance,
  format: Format,
  rules: RuleSet,
  reporter: Reporter
): LoggerPort {
  const isStandard = format.name === 'standard'
  const isKnownClean = createCleanValues((line) => !rules.matcher.mayHold(line, 0))
  return {
    report: (error) =>
      reporter(error instanceof LogveilError ? error.code : 'ERR_OPTIONS_INVALID', error.message),
    isClean: (text) =>
      !rules.matcher.mayHoldText(text) || rules.matcher.scanText(text).length === 0,
    child: (log, fields) =>
      secured.trustedChild(
        log as unknown as Instance,
        format.fields(fields)
      ) as unknown as PinoLogger,
    write(log, level, fields, own, message) {
      const logger = log as unknown as SafeInstance
      // what a user's own paths name is theirs to take out, whoever wrote it
      const isExempt = isStandard && logger[PATHS] === null
      let trusted = ''
      const open: Record<string, unknown> = {}
      for (const name in fields) {
        const value = fields[name as keyof RecordFields]
        if (value === undefined) continue
        if (isExempt && (isTrusted(name, value) || isKnownClean(name, value)))
          trusted += `,"${name}":${toJson(value)}`
        else open[name] = value
      }
      const rest = secured.withOwn(own, open as Partial<RecordFields>)
      if (secured.writeStandard(logger, level, trusted, rest, message)) return
      const child = secured.standardChild(logger, trusted) as unknown as Record<
        string,
        (fields: object, message: string) => void
      >
      child[level]?.(rest, message)
    }
  }
}

/** A service has so many routes, and its callers so many user agents, before they are asked anew. */
const KNOWN_VALUES = 1000

/**
 * Routes and user agents that were looked at once, under their names: few of them come again and again, and a value of
 * JSON is judged by itself and its key alone.
 */
function createCleanValues(
  isClean: (line: string) => boolean
): (name: string, value: unknown) => boolean {
  const known = new Map<string, Map<unknown, boolean>>([
    ['route', new Map()],
    ['user_agent', new Map()]
  ])
  return (name, value) => {
    const values = known.get(name)
    if (values === undefined) return false
    const key = name === 'route' ? value : (value as { original?: unknown }).original
    if (typeof key !== 'string') return false
    const answer = values.get(key)
    if (answer !== undefined) return answer
    if (values.size >= KNOWN_VALUES) values.clear()
    const clean = isClean(JSON.stringify({ [name]: value }))
    values.set(key, clean)
    return clean
  }
}

/** Text that JSON writes as it is: what our own ids, routes and methods are made of. */
const PLAIN = /^[ !#-[\]-~]*$/

/** JSON of a standard field. JSON.stringify of these few small values took as long as pino's whole line. */
function toJson(value: unknown): string {
  if (typeof value === 'string') return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value)
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : 'null'
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return JSON.stringify(value) ?? 'null'
  let members = ''
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name]
    if (member !== undefined) members += `,"${name}":${toJson(member)}`
  }
  return `{${members.slice(1)}}`
}
