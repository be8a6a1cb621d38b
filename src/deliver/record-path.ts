/**
 * Values of a record by dotted path.
 *
 * In: a record, a path such as `http.request.method`. Out: the value, or undefined.
 * Promise: own members only: a path such as `constructor` finds nothing; a key that holds dots itself is found too.
 */
import type { SafeRecord } from './sink.ts'

export function readPath(record: SafeRecord, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path]
  let value: unknown = record
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as SafeRecord)[name]
  }
  return value
}

/** Puts a value where a path says. */
export function writePath(target: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() as string
  let at = target
  for (const name of names) {
    if (!Object.hasOwn(at, name)) setOwn(at, name, {})
    const next = at[name]
    if (typeof next !== 'object' || next === null) return
    at = next as Record<string, unknown>
  }
  setOwn(at, last, value)
}

/** `__proto__` is a name like any other. */
function setOwn(target: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true
  })
}
