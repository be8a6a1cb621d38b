/**
 * The logger of one request.
 *
 * In: a child logger. Out: the same with `set()`. Promise: `set()` never throws and never replaces the object it was given.
 */
import type { CallerFields } from '../record/reserved.ts'
import type { Log } from './logger-port.ts'

/** A pino logger that also carries the fields of the request's one record. */
export type RequestLog = Log & {
  /**
   * Adds fields to the request's one record; of two with one name the later wins.
   * Outside of a request, or once the record was written, nothing happens.
   *
   * @example
   * req.log.set({ tenant: 'acme', items: cart.length })
   */
  set(fields: CallerFields): void
}

export type OwnFields = Record<string, unknown>

/** Gives a logger its `set()`; children inherit it, as pino's children have their parent as prototype. */
export function withSet(log: Log, set: (fields: CallerFields) => void): RequestLog {
  // Not enumerable: a logger that is printed or spread looks as pino made it.
  Object.defineProperty(log, 'set', { value: set, configurable: true, writable: true })
  return log as RequestLog
}

/** Merges the caller's fields into what was set before; a getter that throws costs that field only. */
export function mergeFields(own: OwnFields, fields: unknown): void {
  if (typeof fields !== 'object' || fields === null) return
  for (const name of Object.keys(fields)) {
    // Assigning `__proto__` would change the record's prototype instead of adding a field.
    if (name !== '__proto__') own[name] = readField(fields, name)
  }
}

function readField(fields: object, name: string): unknown {
  try {
    return (fields as OwnFields)[name]
  } catch {
    return '[unreadable]'
  }
}
