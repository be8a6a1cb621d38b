/**
 * Keeps callers' fields off the names that the record itself uses.
 *
 * In: the object of a log call. Out: the very same object, or a copy in which reserved names stand under `attrs`.
 * Promise: the caller's object is never changed, a getter that throws does not throw out, each name is reported once.
 */
import { isErrorLike } from './exception.ts'
import type { ReservedName } from './fields.ts'

/** No reserved name; `error` may be an Error. */
type NothingReserved = { readonly [Name in Exclude<ReservedName, 'error'>]?: never } & {
  readonly error?: Error
}

/** What a caller may log: anything but reserved names; `error` only if it is an Error. */
export type CallerFields =
  | (Readonly<Record<string, unknown>> & NothingReserved)
  // Values of an interface have no index signature.
  | (object & NothingReserved)

/** The same for the object of a log call, whose `message` is the message where no other is given. */
export type LoggedFields = Omit<NothingReserved, 'message'> & { readonly message?: string }

type Fields = Readonly<Record<string, unknown>>

/** Stands where a getter of the caller's threw. */
export const UNREADABLE = '[unreadable]'

/**
 * A function that moves reserved top-level names to `attrs.<name>`; for pino's `formatters.log`.
 * `error` stays where it is when it holds an Error: it becomes `exception`.
 */
export function createFieldMover(
  reservedNames: Iterable<string>,
  onMoved: (name: string) => void = () => {}
): <T extends object>(fields: T) => T {
  const reserved = toLookup(reservedNames)
  const reported = new Set<string>()
  const report = (name: string): void => {
    if (reported.has(name)) return
    reported.add(name)
    onMoved(name)
  }
  return (fields) => {
    try {
      if (!hasReserved(fields, reserved)) return fields
      return moveReserved(fields as Fields, reserved, report) as typeof fields
    } catch {
      // A proxy that refuses to tell its keys refuses the serialiser the same way, which then withholds the line.
      return fields
    }
  }
}

/** Without a prototype: `constructor` and `__proto__` are names like any other. */
function toLookup(names: Iterable<string>): Readonly<Record<string, true>> {
  const lookup: Record<string, true> = Object.create(null)
  for (const name of names) {
    lookup[name] = true
    // Where anything is moved to `attrs`, a caller's own `attrs` must not be lost there.
    lookup.attrs = true
  }
  return lookup
}

/** The hot path: one pass over the keys, no value is read but that of `error`. */
function hasReserved(fields: object, reserved: Readonly<Record<string, true>>): boolean {
  for (const key in fields) {
    if (reserved[key] === true && Object.hasOwn(fields, key) && !isError(fields, key)) return true
  }
  return false
}

function moveReserved(
  fields: Fields,
  reserved: Readonly<Record<string, true>>,
  onMoved: (name: string) => void
): Fields {
  const kept: Record<string, unknown> = {}
  const attrs: Record<string, unknown> = {}
  for (const key of Object.keys(fields)) {
    const isMoved = reserved[key] === true && !isError(fields, key)
    define(isMoved ? attrs : kept, key, read(fields, key))
    if (isMoved) onMoved(key)
  }
  kept.attrs = attrs
  return kept
}

function isError(fields: object, key: string): boolean {
  return key === 'error' && isErrorLike(read(fields as Fields, key))
}

function read(fields: Fields, key: string): unknown {
  try {
    return fields[key]
  } catch {
    return UNREADABLE
  }
}

/** A plain assignment of `__proto__` would set the prototype instead of a field. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') {
    target[key] = value
    return
  }
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true
  })
}
