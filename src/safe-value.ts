/**
 * A value that is about to be printed, made safe by its shape.
 *
 * In: any value, and a function that makes a line of JSON safe. Out: the value itself where nothing is found in it,
 * else a copy of what holds a finding; errors stay errors.
 * Promise: what text no longer shows (`['password', 'x']`, bytes, a list of characters) is found here. No getter, proxy
 * or toJSON of the value runs; ends on cycles; throws nothing of the value's own.
 */
import { types } from 'node:util'

type Plain = string | number | boolean | null | undefined | readonly Plain[] | PlainObject
type PlainObject = { readonly [key: string]: Plain }
type Bag = Record<string, unknown>

const DEEPEST = 12
/** inspect shows at most 100 members of a list; what comes later is not printed. */
const MOST_MEMBERS = 1000
const ERROR_PARTS: readonly string[] = ['name', 'message', 'stack', 'cause', 'errors']

export function safeValue(value: unknown, safeLine: (line: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value
  const line = toLine(value)
  const safe = safeLine(line)
  return safe === line ? value : rebuild(JSON.parse(safe) as Plain, value)
}

function toLine(value: unknown): string {
  return JSON.stringify(toPlain(value, 0, [])) ?? 'null'
}

function toPlain(value: unknown, depth: number, above: readonly unknown[]): Plain {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null)
    return typeof value === 'function' || typeof value === 'symbol' ? undefined : (value as Plain)
  // inspect looks behind a proxy without its traps; we cannot, and leave it to the look at the text
  if (types.isProxy(value) || depth > DEEPEST || above.includes(value)) return undefined
  const inside = [...above, value]
  const plain = (member: unknown) => toPlain(member, depth + 1, inside)
  if (Array.isArray(value)) return value.slice(0, MOST_MEMBERS).map(plain)
  if (ArrayBuffer.isView(value)) return bytesOf(value)
  if (types.isDate(value)) return undefined
  if (types.isSet(value)) return [...value].slice(0, MOST_MEMBERS).map(plain)
  if (types.isMap(value))
    return [...value].slice(0, MOST_MEMBERS).map(([key, member]) => [plain(key), plain(member)])
  return Object.fromEntries(membersOf(value).map(([key, member]) => [key, plain(member)]))
}

/** As JSON.stringify writes a Buffer. */
function bytesOf(view: ArrayBufferView): Plain {
  const bytes = new Uint8Array(
    view.buffer,
    view.byteOffset,
    Math.min(view.byteLength, MOST_MEMBERS)
  )
  return { type: 'Buffer', data: [...bytes] }
}

function membersOf(value: object): [string, unknown][] {
  const members: [string, unknown][] = []
  for (const key of [...(types.isNativeError(value) ? ERROR_PARTS : []), ...Object.keys(value)]) {
    const member = read(value, key)
    if (member !== undefined && members.length < MOST_MEMBERS) members.push([key, member])
  }
  return members
}

/** Never runs a getter, but that of V8 for `stack`. */
function read(value: object, key: string): unknown {
  for (let holder: object | null = value; holder !== null; holder = Object.getPrototypeOf(holder)) {
    if (types.isProxy(holder)) return undefined
    const property = Object.getOwnPropertyDescriptor(holder, key)
    if (property === undefined) continue
    if ('value' in property) return property.value as unknown
    return key === 'stack' && types.isNativeError(value) ? value.stack : undefined
  }
  return undefined
}

/** What is equal to its safe form stays the original, so that it is printed as ever. */
function rebuild(safe: Plain, original: unknown): unknown {
  if (JSON.stringify(safe) === toLine(original)) return original
  if (typeof safe !== 'object' || safe === null) return safe
  if (Array.isArray(safe))
    return Array.isArray(original) ? safe.map((member, at) => rebuild(member, original[at])) : safe
  const members = safe as PlainObject
  if (types.isNativeError(original)) return rebuildError(members, original)
  if (typeof original !== 'object' || original === null || ArrayBuffer.isView(original)) return safe
  return rebuildMembers({}, members, original, Object.keys(original))
}

function rebuildError(safe: PlainObject, original: Error): Error {
  const copy = new Error(String(safe.message ?? ''))
  const kind: object | null = Object.getPrototypeOf(original)
  if (!types.isProxy(kind)) Object.setPrototypeOf(copy, kind)
  rebuildMembers(copy as unknown as Bag, safe, original, Object.keys(original))
  for (const part of ERROR_PARTS) {
    if (safe[part] === undefined) continue
    const before = read(original, part)
    const value = rebuild(safe[part], before)
    // an inherited name stays one: inspect shows an own name in another way
    if (value === before && !Object.hasOwn(original, part)) continue
    Object.defineProperty(copy, part, { value, configurable: true, writable: true })
  }
  return copy
}

/** A member that JSON has no text for stays; one that an operator removed does not come back. */
function rebuildMembers(
  copy: Bag,
  safe: PlainObject,
  original: object,
  keys: readonly string[]
): Bag {
  for (const key of keys) {
    const member = read(original, key)
    const hasText = toPlain(member, 0, []) !== undefined
    if (hasText && !(key in safe)) continue
    const value = hasText ? rebuild(safe[key], member) : member
    Object.defineProperty(copy, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true
    })
  }
  return copy
}
