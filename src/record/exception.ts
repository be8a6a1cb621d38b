/**
 * An error in the shape of the record.
 *
 * In: anything that was thrown or logged as an error. Out: `exception.{type, message, stacktrace}`, and the error's own extra fields.
 * Promise: never throws, whatever the error's getters do; ends on cycles; at most ten causes and members are told.
 */
import type { ExceptionFields } from './fields.ts'

export type ExceptionLimits = {
  /** How many causes and AggregateError members are appended to the stack trace; default 10. */
  readonly causes?: number
}

export type ExceptionParts = {
  readonly exception: ExceptionFields
  /** Own enumerable fields beyond name, message, stack, cause and errors (`code`, `statusCode` …). */
  readonly extras: Readonly<Record<string, unknown>>
}

const MAX_CAUSES = 10
const UNREADABLE = '[unreadable]'
const STANDARD: ReadonlySet<string> = new Set(['name', 'message', 'stack', 'cause', 'errors'])
// A class name; anything else in `name` could be of any cardinality, or hold a value.
const CLASS_NAME = /^[A-Za-z_$][\w$.:-]{0,79}$/

/** True for an Error of any realm, and for what looks like one. */
export function isErrorLike(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (isError(value)) return true
  return typeof read(value, 'message') === 'string' && typeof read(value, 'stack') === 'string'
}

function isError(value: object): boolean {
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]'
  } catch {
    // A proxy's traps can throw on either question.
    return false
  }
}

/** The class of an error: of low cardinality, fit for `error.type`. */
export function errorType(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeName(error)
  const name = read(error, 'name')
  const maker = read(error, 'constructor')
  const className = typeof maker === 'function' ? read(maker, 'name') : undefined
  // A subclass that sets no name inherits 'Error': its constructor says more.
  if (isClassName(name) && name !== 'Error') return name
  return isClassName(className) ? className : 'Error'
}

/**
 * The record's form of an error.
 *
 * @example
 * toException(new TypeError('no such user')).exception.type // 'TypeError'
 */
export function toException(error: unknown, limits: ExceptionLimits = {}): ExceptionParts {
  const exception = {
    type: errorType(error),
    message: messageOf(error),
    stacktrace: toStackTrace(error, limits.causes ?? MAX_CAUSES)
  }
  return { exception, extras: toExtras(error) }
}

function toStackTrace(error: unknown, limit: number): string {
  const lines = [stackOf(error)]
  const seen = new Set<unknown>([error])
  const pending = toLinks(error)
  while (pending.length > 0) {
    const link = pending.shift()
    if (link === undefined || seen.has(link.error)) continue
    if (seen.size > limit) {
      lines.push('Caused by: … (more causes left out)')
      break
    }
    seen.add(link.error)
    lines.push(`${link.label}: ${stackOf(link.error)}`)
    pending.unshift(...toLinks(link.error))
  }
  return lines.join('\n')
}

type Link = { readonly label: string; readonly error: unknown }

/** Causes first, then the members of an AggregateError, of whatever realm. */
function toLinks(error: unknown): Link[] {
  if (typeof error !== 'object' || error === null) return []
  const cause = read(error, 'cause')
  const errors = read(error, 'errors')
  const links: Link[] = cause === undefined ? [] : [{ label: 'Caused by', error: cause }]
  if (!isErrorLike(error) || !Array.isArray(errors)) return links
  return links.concat(toMembers(errors))
}

function toMembers(errors: readonly unknown[]): Link[] {
  try {
    return errors.slice(0, MAX_CAUSES + 1).map((error, index) => ({
      label: `Caused by (${index + 1} of ${errors.length})`,
      error
    }))
  } catch {
    return []
  }
}

function stackOf(error: unknown): string {
  const stack = typeof error === 'object' && error !== null ? read(error, 'stack') : undefined
  if (typeof stack === 'string' && stack !== '') return stack
  const message = messageOf(error)
  return message === '' ? errorType(error) : `${errorType(error)}: ${message}`
}

function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return toText(error)
  return toText(read(error, 'message'))
}

/** Text of a primitive; an object in a message's place is told by nothing, so that it cannot hide from key rules. */
function toText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' || typeof value === 'function' ? '' : String(value)
}

function toExtras(error: unknown): Record<string, unknown> {
  const extras: Record<string, unknown> = {}
  if (typeof error !== 'object' || error === null) return extras
  for (const key of ownKeys(error)) {
    if (STANDARD.has(key) || key === '__proto__') continue
    extras[key] = read(error, key, UNREADABLE)
  }
  return extras
}

function ownKeys(value: object): readonly string[] {
  try {
    return Object.keys(value)
  } catch {
    return []
  }
}

function read(value: object, key: string, otherwise: unknown = undefined): unknown {
  try {
    return (value as Record<string, unknown>)[key]
  } catch {
    return otherwise
  }
}

function isClassName(name: unknown): name is string {
  return typeof name === 'string' && CLASS_NAME.test(name)
}

function typeName(value: unknown): string {
  return value === null ? 'null' : typeof value
}
