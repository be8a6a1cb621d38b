/**
 * The options of requestLogger.
 *
 * In: what the user wrote. Out: frozen settings with every default, or one error with all problems at once.
 * Promise: nothing is validated again while requests run; no message holds an option's value.
 */
import type { IncomingMessage } from 'node:http'
import { distance } from 'fastest-levenshtein'
import { type Issue, LogveilError } from '../errors.ts'
import type { RecordFields } from '../record/fields.ts'
import type { Trust } from './address.ts'
import { LOGGER_PORT, type Log, type LoggerPort } from './logger-port.ts'

/** What requestLogger can be told; each is optional. */
export type RequestLoggerOptions = {
  /** Requests that get no record, such as health checks; they still have `req.log`. */
  readonly ignore?: (req: IncomingMessage) => boolean
  /**
   * Level of the record, by name or from its fields.
   * @default `error` from status 500 on or if the handler threw, `warn` if aborted or timed out, else `info`
   */
  readonly level?: string | ((record: Readonly<Partial<RecordFields>>) => string)
  /** Headers to log, by name. @default none */
  readonly headers?: {
    readonly request?: readonly string[]
    readonly response?: readonly string[]
  }
  /**
   * Whom to believe `X-Forwarded-For`: everyone, that many proxies in front of us, or those a function says.
   * @default false
   */
  readonly trustProxy?: boolean | number | Trust
  /** Header that carries the request id, both ways; `false`: neither read nor sent. @default 'x-request-id' */
  readonly requestIdHeader?: string | false
  /** Makes ids where the caller sent no valid one; `^[\w.:-]{8,128}$`. @default UUIDv7 */
  readonly genRequestId?: (req: IncomingMessage) => string
  /** The route template where there is no router that logveil can ask; wins over the router's. */
  readonly route?: (req: IncomingMessage) => string | undefined
}

export type Settings = {
  readonly ignore: ((req: IncomingMessage) => boolean) | undefined
  readonly level: string | ((record: Readonly<Partial<RecordFields>>) => string) | undefined
  readonly requestHeaders: readonly string[]
  readonly responseHeaders: readonly string[]
  readonly trust: Trust
  readonly requestIdHeader: string | undefined
  readonly genRequestId: ((req: IncomingMessage) => string) | undefined
  readonly route: ((req: IncomingMessage) => string | undefined) | undefined
}

type Check = (value: unknown, path: string, log: unknown) => Issue[]

const CHECKS: Readonly<Record<keyof RequestLoggerOptions, Check>> = {
  ignore: checkFunction,
  level: checkLevel,
  headers: checkHeaders,
  trustProxy: checkTrust,
  requestIdHeader: checkHeaderOption,
  genRequestId: checkFunction,
  route: checkFunction
}

// RFC 9110, section 5.6.2: token.
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

/** The settings and the logger's port, or a LogveilError that lists every problem. */
export function parseOptions(
  log: unknown,
  options: unknown
): { readonly log: Log; readonly port: LoggerPort; readonly settings: Settings } {
  const port = portOf(log)
  const issues = [...(port === undefined ? [logIssue(log)] : []), ...checkOptions(options, log)]
  if (port === undefined || issues.length > 0) {
    throw new LogveilError('ERR_OPTIONS_INVALID', 'requestLogger cannot start:', issues)
  }
  return { log: log as Log, port, settings: toSettings((options ?? {}) as RequestLoggerOptions) }
}

function portOf(log: unknown): LoggerPort | undefined {
  if (typeof log !== 'object' || log === null) return undefined
  return (log as { [LOGGER_PORT]?: LoggerPort })[LOGGER_PORT]
}

function logIssue(log: unknown): Issue {
  const got = isObject(log) && 'child' in log ? 'another logger' : typeOf(log)
  const message = `expected a logger made by createLogger(), got ${got}; pass the one that logveil's createLogger() returned`
  return { path: 'log', message }
}

function checkOptions(options: unknown, log: unknown): Issue[] {
  if (options === undefined) return []
  if (!isObject(options)) {
    return [
      { path: 'options', message: `expected an object, got ${typeOf(options)}; leave it out` }
    ]
  }
  return Object.keys(options).flatMap((name) => {
    if (!Object.hasOwn(CHECKS, name)) return [unknownName(name, Object.keys(CHECKS), name)]
    const value = options[name]
    if (value === undefined) return []
    return CHECKS[name as keyof RequestLoggerOptions](value, name, log)
  })
}

function unknownName(name: string, known: readonly string[], path: string): Issue {
  const nearest = nearestName(name, known)
  const advice =
    nearest === undefined ? `the names are ${known.join(', ')}` : `did you mean "${nearest}"?`
  return { path, message: `expected a known name, got an unknown one; ${advice}` }
}

function nearestName(name: string, known: readonly string[]): string | undefined {
  const byDistance = known
    .map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)[0]
  const limit = Math.max(2, Math.floor(name.length / 3))
  return byDistance !== undefined && byDistance.far <= limit ? byDistance.candidate : undefined
}

function checkFunction(value: unknown, path: string): Issue[] {
  if (typeof value === 'function') return []
  return [
    { path, message: `expected a function, got ${typeOf(value)}; see RequestLoggerOptions.${path}` }
  ]
}

function checkLevel(value: unknown, path: string, log: unknown): Issue[] {
  if (typeof value === 'function') return []
  if (typeof value !== 'string') {
    const message = `expected a level's name or a function, got ${typeOf(value)}; use "info", or leave it out`
    return [{ path, message }]
  }
  const levels = levelsOf(log)
  if (levels === undefined || value === 'silent' || Object.hasOwn(levels, value)) return []
  const names = Object.keys(levels)
  const nearest = nearestName(value, names)
  const advice =
    nearest === undefined ? `the levels are ${names.join(', ')}` : `did you mean "${nearest}"?`
  return [{ path, message: `expected a level of the logger, got an unknown name; ${advice}` }]
}

function levelsOf(log: unknown): object | undefined {
  if (!isObject(log) || !isObject(log.levels) || !isObject(log.levels.values)) return undefined
  return log.levels.values
}

function checkHeaders(value: unknown, path: string): Issue[] {
  if (!isObject(value)) {
    const message = `expected { request: [names], response: [names] }, got ${typeOf(value)}; name the headers to log`
    return [{ path, message }]
  }
  return Object.keys(value).flatMap((side) => {
    const sidePath = `${path}.${side}`
    if (side !== 'request' && side !== 'response') {
      return [unknownName(side, ['request', 'response'], sidePath)]
    }
    return value[side] === undefined ? [] : checkHeaderNames(value[side], sidePath)
  })
}

function checkHeaderNames(value: unknown, path: string): Issue[] {
  if (!Array.isArray(value)) {
    const message = `expected a list of header names, got ${typeOf(value)}; write ["x-tenant"]`
    return [{ path, message }]
  }
  return value.flatMap((name: unknown, index) => checkHeaderName(name, `${path}[${index}]`))
}

function checkHeaderName(value: unknown, path: string): Issue[] {
  if (typeof value === 'string' && HEADER_NAME.test(value)) return []
  const got = typeof value === 'string' ? 'a string that is none' : typeOf(value)
  return [{ path, message: `expected a header name, got ${got}; write it as in "x-request-id"` }]
}

function checkHeaderOption(value: unknown, path: string): Issue[] {
  return value === false ? [] : checkHeaderName(value, path)
}

function checkTrust(value: unknown, path: string): Issue[] {
  if (typeof value === 'boolean' || typeof value === 'function') return []
  if (Number.isInteger(value) && (value as number) >= 0) return []
  const message = `expected true, a number of proxies or a function, got ${typeOf(value)}; count the proxies in front of the service`
  return [{ path, message }]
}

function toSettings(options: RequestLoggerOptions): Settings {
  const header = options.requestIdHeader ?? 'x-request-id'
  return Object.freeze({
    ignore: options.ignore,
    level: options.level,
    requestHeaders: toLowerCase(options.headers?.request),
    responseHeaders: toLowerCase(options.headers?.response),
    trust: toTrust(options.trustProxy ?? false),
    requestIdHeader: header === false ? undefined : header.toLowerCase(),
    genRequestId: options.genRequestId,
    route: options.route
  })
}

function toLowerCase(names: readonly string[] = []): readonly string[] {
  return Object.freeze(names.map((name) => name.toLowerCase()))
}

function toTrust(option: boolean | number | Trust): Trust {
  if (typeof option === 'function') return option
  if (typeof option === 'number') return (_address, hop) => hop < option
  return () => option
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
