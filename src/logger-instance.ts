/**
 * A pino instance becomes a safe one.
 *
 * In: an instance as pino made it, pino's symbols, and the parts that make lines safe. Out: the same instance.
 * Promise: every line of it and of its children passes the guard; child bindings are made safe once, when the
 * child is made; a line's head is exempt only while it is, to the pointer, the text that was made safe.
 *
 * Works on symbols that pino documents for integrators (`pino.symbols`), and on nothing else of its inside.
 */
import type { Logger } from 'pino'
import type { Format } from './formats/format.ts'
import { isErrorLike, toException } from './record/exception.ts'
import type { RecordFields } from './record/fields.ts'
import { createFieldMover } from './record/reserved.ts'
import type { TraceIds } from './record/trace.ts'
import { dropTwins, keyBit } from './record/twins.ts'
import type { FoundEntry } from './redact/found.ts'
import type { Guard, LinePaths } from './redact/guard.ts'
import { splitMembers } from './redact/members.ts'

/** pino's symbols, as `pino.symbols` gives them. */
export type PinoSymbols = Readonly<Record<string, symbol>>

export type InstanceParts = {
  readonly symbols: PinoSymbols
  readonly guard: Guard
  readonly format: Format
  readonly errorKey: string
  readonly messageKey: string
  /** The clock is ours, so the time on the line needs no look. */
  readonly ownClock: boolean
  /** Keys whose values a serializer of the user's makes. */
  readonly serialized: ReadonlySet<string>
  /** The user's `formatters.log`. */
  readonly logFormatter: FieldsFormatter | undefined
  readonly levelFormatter: (user: LevelFormatter | undefined) => LevelFormatter
  readonly paths: LinePaths | null
  readonly parsePaths: (option: unknown, above: LinePaths | null) => LinePaths
  /** The member of the head that names the rule set, without and with findings. */
  readonly stampText: (found: readonly FoundEntry[]) => string
  readonly activeTrace: () => TraceIds | undefined
  readonly onReserved: (name: string) => void
  readonly onTrouble: (error: unknown) => void
}

type Fields = Record<string, unknown>
type FieldsFormatter = (fields: Fields) => Fields
type LevelFormatter = (label: string, level: number) => Fields
type ChildOptions = Fields & {
  readonly redact?: unknown
  readonly formatters?: { readonly log?: FieldsFormatter; readonly level?: LevelFormatter }
}
type AsJson = (
  this: Instance,
  fields: Fields,
  message: unknown,
  level: number,
  time: string
) => string

/** A pino logger, seen through its symbols. */
export type Instance = Logger & { [key: symbol]: unknown }

/** What was last serialised, handed from asJson to streamWrite. */
export type LastLine = {
  line: string
  head: number
  paths: LinePaths | null
  found: readonly FoundEntry[]
}

// Own state of an instance; children inherit it through their prototype.
const SAFE_BINDINGS: unique symbol = Symbol('safe bindings')
const KEY_BITS: unique symbol = Symbol('key bits')
const PATHS: unique symbol = Symbol('paths')
const LOG_FORMATTER: unique symbol = Symbol('log formatter')
const FOUND: unique symbol = Symbol('found in bindings')
/** The instance carries standard fields that http/ handed over: nothing is moved, nothing traced again. */
const STANDARD: unique symbol = Symbol('standard fields')
const TRACED: unique symbol = Symbol('trace ids in bindings')
const TWINS: unique symbol = Symbol('equal keys in head and bindings')

type State = {
  [SAFE_BINDINGS]: string
  [KEY_BITS]: number
  [PATHS]: LinePaths | null
  [LOG_FORMATTER]: FieldsFormatter | undefined
  [FOUND]: readonly FoundEntry[]
  [STANDARD]: boolean
  [TRACED]: boolean
  [TWINS]: boolean
}
type SafeInstance = Instance & State

/** What streamWrite needs to know, and how trusted children are made. */
export type SecuredInstance = {
  readonly last: LastLine
  /** A child with fields that logveil itself made: neither scanned nor moved. */
  trustedChild(parent: Instance, fields: Fields): Instance
  /** A throw-away child whose next line holds standard fields as they are; the trusted ones stand in its exempt head. */
  standardChild(parent: Instance, trusted: Fields): Instance
  /** A caller's own fields beside standard ones. */
  withOwn(own: Readonly<Fields>, fields: Partial<RecordFields>): Fields
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure; an instance is wrapped once
export function secureInstance(root: Instance, parts: InstanceParts): SecuredInstance {
  const { symbols, format, guard, messageKey, errorKey } = parts
  const chindings = symbols.chindingsSym as symbol
  const lsCache = symbols.lsCacheSym as symbol
  const formatters = symbols.formattersSym as symbol
  const asJsonSym = symbols.asJsonSym as symbol
  const nestedKey = symbols.nestedKeySym as symbol
  const proto = {
    child: root.child,
    setBindings: root.setBindings,
    asJson: root[asJsonSym] as AsJson
  }
  const last: LastLine = { line: '', head: 0, paths: null, found: [] }
  const move = createFieldMover(format.reserved, parts.onReserved)
  const moveButMessage = createFieldMover(
    [...format.reserved].filter((name) => name !== messageKey),
    parts.onReserved
  )
  const keepsShape = format.name === 'pino'

  Object.assign(root, {
    [SAFE_BINDINGS]: '',
    [KEY_BITS]: 0,
    [PATHS]: parts.paths,
    [LOG_FORMATTER]: parts.logFormatter,
    [FOUND]: [],
    [STANDARD]: false,
    [TRACED]: false,
    [TWINS]: false
  } satisfies State)
  secureBindings(root as SafeInstance, '', 0)
  define('child', function child(this: SafeInstance, bindings: Fields, options?: ChildOptions) {
    return makeChild(this, bindings, options)
  })
  define('setBindings', function setBindings(this: SafeInstance, bindings: Fields) {
    const before = this[chindings] as string
    orElse(
      () => {
        proto.setBindings.call(this, prepareFields(bindings, true, this))
        secureBindings(this, before, bitsOf(bindings))
      },
      () => undefined
    )
  })
  define(asJsonSym, asJson)
  return { last, trustedChild, standardChild, withOwn }

  function define(name: string | symbol, value: unknown): void {
    Object.defineProperty(root, name, {
      value,
      writable: true,
      configurable: true,
      enumerable: false
    })
  }

  function asJson(
    this: SafeInstance,
    fields: Fields,
    message: unknown,
    level: number,
    time: string
  ): string {
    let line: string
    let isRewritten = false
    const bindings = this[chindings] as string
    const head = (this[lsCache] as Record<number, string>)[level] as string
    try {
      const prepared = prepareLine(this, fields, message)
      line = proto.asJson.call(this, prepared, toWritable(message), level, time)
      isRewritten = hasTwins(this, prepared, message)
      if (isRewritten) line = withoutTwins(line)
    } catch (error) {
      parts.onTrouble(error)
      guard.counters.withheld++
      line = `${head}${parts.ownClock ? time : ''},${JSON.stringify(messageKey)}:"${WITHHELD}"}\n`
    }
    last.line = line
    last.paths = this[PATHS]
    last.found = this[FOUND]
    // Where equal keys were dropped, nothing stands where it stood: the bindings have no place of their own any more.
    last.head =
      !parts.ownClock || isRewritten
        ? head.length
        : head.length + time.length + (bindings === this[SAFE_BINDINGS] ? bindings.length : 0)
    if (!line.startsWith(head)) last.head = 0
    return line
  }

  /** The user's formatter first, then errors, reserved names and trace ids. */
  function prepareLine(instance: SafeInstance, fields: Fields, message: unknown): Fields {
    const formatter = instance[LOG_FORMATTER]
    const formatted = formatter === undefined ? fields : formatter(fields)
    if (keepsShape || instance[STANDARD]) return formatted
    const prepared = prepareFields(formatted, message !== undefined, instance)
    const trace = instance[TRACED] ? undefined : parts.activeTrace()
    return trace === undefined ? prepared : { ...format.trace(trace), ...prepared }
  }

  function prepareFields(fields: Fields, hasMessage: boolean, instance: SafeInstance): Fields {
    if (keepsShape || instance[STANDARD]) return fields
    const moved =
      !hasMessage && typeof fields[messageKey] === 'string' ? moveButMessage(fields) : move(fields)
    return toExceptionFields(moved)
  }

  /** `err`, or `error`, that holds an Error becomes `exception`; its own extra properties stand under attrs.exception. */
  function toExceptionFields(fields: Fields): Fields {
    const key = holdsError(fields, errorKey)
      ? errorKey
      : holdsError(fields, 'error')
        ? 'error'
        : undefined
    if (key === undefined) return fields
    const { [key]: error, attrs, ...rest } = fields
    const { exception, extras } = toException(error)
    const own =
      Object.keys(extras).length === 0
        ? attrs
        : { ...(attrs as Fields | undefined), exception: extras }
    return { ...rest, ...format.exception(exception), ...(own === undefined ? {} : { attrs: own }) }
  }

  function holdsError(fields: Fields, key: string): boolean {
    return !parts.serialized.has(key) && typeof fields[key] === 'object' && isErrorLike(fields[key])
  }

  function makeChild(
    parent: SafeInstance,
    bindings: Fields,
    options: ChildOptions | undefined
  ): Instance {
    const { redact, ...rest } = options ?? {}
    const own = options === undefined ? undefined : (withOwnFormatters(rest, parts) as never)
    const make = (fields: Fields) =>
      proto.child.call(parent, fields, own) as unknown as SafeInstance
    const child = orElse(
      () => make(bindings ? prepareFields(bindings, true, parent) : bindings),
      // pino refuses a child without bindings, and so do we
      () => make(bindings && {})
    )
    if (rest.formatters?.log !== undefined) {
      child[LOG_FORMATTER] = rest.formatters.log
      child[formatters] = { ...(child[formatters] as object), log: undefined }
    }
    if (redact !== undefined && redact !== null)
      child[PATHS] = parts.parsePaths(redact, parent[PATHS])
    secureBindings(child, parent[chindings] as string, bitsOf(bindings))
    return child
  }

  /** A getter, proxy or serializer of the caller's that throws must not reach the application: the bindings are left out. */
  function orElse<Result>(run: () => Result, instead: () => Result): Result {
    try {
      return run()
    } catch (error) {
      parts.onTrouble(error)
      guard.counters.withheld++
      return instead()
    }
  }

  /** Looks at what `instance` has beyond `before`, drops equal keys, and remembers the text as safe. */
  function secureBindings(instance: SafeInstance, before: string, bits: number): void {
    let text = instance[chindings] as string
    if (text === instance[SAFE_BINDINGS]) return
    const earlier = instance[KEY_BITS]
    const isRewritten = (earlier & bits) !== 0 && !keepsShape
    if (isRewritten) text = dropTwins(text, splitMembers)
    const known = instance[SAFE_BINDINGS]
    // `"n":4` begins `"n":4111…` too, where the one took the other's place
    const isKnown = !isRewritten && before === known && text.startsWith(known)
    const { line, found } = guard.secureMembers(
      `{${text.slice(1)}}`,
      isKnown ? Math.max(0, known.length - 1) : 0,
      instance[PATHS]
    )
    text = line === '{}' ? '' : `,${line.slice(1, -1)}`
    instance[KEY_BITS] = earlier | bits
    instance[chindings] = text
    instance[SAFE_BINDINGS] = text
    if (found.length > 0) stampBindings(instance, found)
  }

  /** What was found in bindings stands on each line of the child: its heads are written anew, once. */
  function stampBindings(instance: SafeInstance, found: readonly FoundEntry[]): void {
    const before = parts.stampText(instance[FOUND])
    const all = [...instance[FOUND], ...found]
    instance[FOUND] = all
    if (before === '') return
    const heads = instance[lsCache] as Record<string, string>
    const after = parts.stampText(all)
    instance[lsCache] = Object.fromEntries(
      Object.entries(heads).map(([level, head]) => [level, head.replace(before, () => after)])
    )
  }

  function hasTwins(instance: SafeInstance, fields: Fields, message: unknown): boolean {
    if (keepsShape) return false
    if (instance[TWINS] || (message !== undefined && fields[messageKey] !== undefined)) return true
    const bits = instance[KEY_BITS]
    if (bits === 0) return false
    const text = instance[chindings] as string
    for (const key in fields)
      if ((bits & keyBit(key)) !== 0 && text.includes(`${JSON.stringify(key)}:`)) return true
    return false
  }

  function trustedChild(parent: Instance, fields: Fields): Instance {
    const child = Object.create(parent) as SafeInstance
    const members = JSON.stringify(fields).slice(1, -1)
    if (members === '') return child
    const safe = (parent as SafeInstance)[chindings] === (parent as SafeInstance)[SAFE_BINDINGS]
    const bits = bitsOf(fields)
    const text = `${parent[chindings] as string},${members}`
    child[chindings] =
      ((parent as SafeInstance)[KEY_BITS] & bits) === 0 ? text : dropTwins(text, splitMembers)
    child[KEY_BITS] = (parent as SafeInstance)[KEY_BITS] | bits
    if (safe) child[SAFE_BINDINGS] = child[chindings] as string
    if ('trace_id' in fields || format.name !== 'standard') child[TRACED] = true
    const heads = Object.values(parent[lsCache] as Record<string, string>)[0] ?? ''
    if (Object.keys(fields).some((key) => heads.includes(`,${JSON.stringify(key)}:`)))
      child[TWINS] = true
    return child
  }

  function standardChild(parent: Instance, trusted: Fields): Instance {
    const child = Object.create(parent) as SafeInstance
    const members = JSON.stringify(trusted)
    if (members !== '{}') {
      const isSafe = parent[chindings] === (parent as SafeInstance)[SAFE_BINDINGS]
      child[chindings] = `${parent[chindings] as string},${members.slice(1, -1)}`
      if (isSafe) child[SAFE_BINDINGS] = child[chindings] as string
    }
    child[STANDARD] = true
    if (parent[nestedKey] !== undefined) child[nestedKey] = undefined
    child[LOG_FORMATTER] = undefined
    return child
  }

  /** A caller's own fields beside standard ones; an error of theirs is told in the same breath, for systems that keep both under one key. */
  function withOwn(own: Readonly<Fields>, fields: Partial<RecordFields>): Fields {
    let prepared = EMPTY
    for (const _ in own) {
      prepared = prepareFields(
        { ...own, ...(isErrorLike(own.err) ? { err: undefined } : {}) },
        true,
        root as SafeInstance
      )
      break
    }
    if (!isErrorLike(own.err))
      return prepared === EMPTY ? format.fields(fields) : { ...prepared, ...format.fields(fields) }
    const { exception, extras } = toException(own.err)
    const attrs =
      Object.keys(extras).length === 0
        ? prepared.attrs
        : { ...(prepared.attrs as Fields | undefined), exception: extras }
    return {
      ...prepared,
      ...format.fields({ ...fields, exception }),
      ...(attrs === undefined ? {} : { attrs })
    }
  }
}

const EMPTY: Fields = Object.freeze({})

/** Stands for a line or message that could not be made. */
export const WITHHELD = '[WITHHELD]'

/** What JSON has no text for is written as JavaScript's: `"message":undefined` would be no JSON. */
function toWritable(message: unknown): unknown {
  return typeof message === 'symbol' || typeof message === 'function' ? String(message) : message
}

function withoutTwins(line: string): string {
  const end = line.lastIndexOf('}')
  return `{${dropTwins(`,${line.slice(1, end)}`, splitMembers).slice(1)}${line.slice(end)}`
}

function bitsOf(fields: Fields | undefined): number {
  let bits = 0
  for (const key in fields) bits |= keyBit(key)
  return bits | (fields && 'attrs' in fields ? keyBit('attrs') : 0)
}

/** A child's own level formatter is put together with ours, as the root's is. */
function withOwnFormatters(options: ChildOptions, parts: InstanceParts): ChildOptions {
  const level = options.formatters?.level
  if (level === undefined) return options
  return { ...options, formatters: { ...options.formatters, level: parts.levelFormatter(level) } }
}
