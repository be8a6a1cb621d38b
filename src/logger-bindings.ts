/**
 * Children and their bindings.
 *
 * In: a parent, bindings, a child's options. Out: a child whose bindings are safe text, made so once.
 * Promise: a getter, proxy or serializer of the caller's that throws stays here; what pino refuses (no bindings, a level
 * that does not exist) is refused in pino's words.
 */
import type { CallerFields } from './logger-fields.ts'
import {
  type ChildOptions,
  type Fields,
  FOUND,
  type Instance,
  type InstanceParts,
  KEY_BITS,
  LOG_FORMATTER,
  PATHS,
  SAFE_BINDINGS,
  type SafeInstance,
  STANDARD
} from './logger-instance.ts'
import { removeMarks } from './logger-marks.ts'
import { dropTwins, keyBit } from './record/twins.ts'
import type { FoundEntry } from './redact/found.ts'
import { splitMembers } from './redact/members.ts'

export type Bindings = {
  child(parent: SafeInstance, bindings: Fields, options: ChildOptions | undefined): Instance
  set(instance: SafeInstance, bindings: Fields): void
  /** Looks at what `instance` has beyond `before`, drops equal keys, and remembers the text as safe. */
  secure(instance: SafeInstance, before: string, bits: number): void
  /** The user's paths hold in what `%j` and `%o` write too, as in pino. */
  censorArguments(instance: SafeInstance): void
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure
export function createBindings(
  root: Instance,
  parts: InstanceParts,
  fields: CallerFields
): Bindings {
  const { symbols, guard } = parts
  const chindings = symbols.chindingsSym as symbol
  const lsCache = symbols.lsCacheSym as symbol
  const formatters = symbols.formattersSym as symbol
  const formatOptions = symbols.formatOptsSym as symbol
  const { stringify } = root[formatOptions] as { stringify(value: unknown): string }
  const proto = { child: root.child, setBindings: root.setBindings }
  const keepsShape = parts.format.name === 'pino'
  return { child, set, secure, censorArguments }

  function child(
    parent: SafeInstance,
    bindings: Fields,
    options: ChildOptions | undefined
  ): Instance {
    // pino refuses a child without bindings, and so do we
    if (!bindings) return proto.child.call(parent, bindings) as unknown as Instance
    const { redact, ...rest } = options ?? {}
    const own = options === undefined ? undefined : (withOwnFormatters(rest, parts) as never)
    const make = (fields: Fields) =>
      proto.child.call(parent, fields, own) as unknown as SafeInstance
    let prepared: Fields = {}
    const made = orElse(
      bindings,
      () => {
        prepared = prepare(bindings, parent)
        return make(prepared)
      },
      () => make({})
    )
    if (rest.formatters?.log !== undefined) {
      made[LOG_FORMATTER] = rest.formatters.log
      made[formatters] = { ...(made[formatters] as object), log: undefined }
    }
    if (redact !== undefined && redact !== null) {
      made[PATHS] = parts.parsePaths(redact, parent[PATHS])
      censorArguments(made)
    }
    secure(made, parent[chindings] as string, bitsOf(prepared))
    return made
  }

  function set(instance: SafeInstance, bindings: Fields): void {
    const before = instance[chindings] as string
    orElse(
      bindings,
      () => {
        const prepared = prepare(bindings ?? {}, instance)
        proto.setBindings.call(instance, prepared)
        secure(instance, before, bitsOf(prepared))
      },
      () => undefined
    )
  }

  function prepare(bindings: Fields, instance: SafeInstance): Fields {
    // pino calls the method on it: an object without a prototype throws
    const own = typeof bindings.hasOwnProperty === 'function' ? bindings : { ...bindings }
    return keepsShape || instance[STANDARD] ? own : fields.prepare(own, true)
  }

  /** A getter, proxy or serializer of the caller's that throws must not reach the application: the bindings are left out. */
  function orElse<Result>(bindings: Fields, run: () => Result, instead: () => Result): Result {
    try {
      return run()
    } catch (error) {
      parts.onTrouble(error)
      guard.counters.withheld++
      removeMarks(bindings)
      return instead()
    }
  }

  function secure(instance: SafeInstance, before: string, bits: number): void {
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
    text = toMembers(line)
    instance[KEY_BITS] = earlier | bits
    instance[chindings] = text
    instance[SAFE_BINDINGS] = text
    if (found.length > 0) stampBindings(instance, found)
  }

  function censorArguments(instance: SafeInstance): void {
    const paths = instance[PATHS]
    if (paths === null) return
    instance[formatOptions] = {
      stringify(value: unknown) {
        const json: string | undefined = stringify(value)
        return json === undefined ? json : parts.censorText(json, paths)
      }
    }
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
}

/** Bindings that as a whole were found to be one value (a text spread into its characters) are one member. */
function toMembers(safe: string): string {
  if (!safe.startsWith('{')) return `,"bindings":${safe}`
  return safe === '{}' ? '' : `,${safe.slice(1, -1)}`
}

/** Which keys an object has, as bits; a prototype's too, which pino writes for no one but which cost nothing here. */
export function bitsOf(fields: Fields | undefined): number {
  let bits = 0
  try {
    for (const key in fields) bits |= keyBit(key)
  } catch {
    // a proxy that refuses to tell: any key may be among them
    return -1
  }
  return bits
}

/** A child's own level formatter is put together with ours, as the root's is. */
function withOwnFormatters(options: ChildOptions, parts: InstanceParts): ChildOptions {
  const level = options.formatters?.level
  if (level === undefined) return options
  return { ...options, formatters: { ...options.formatters, level: parts.levelFormatter(level) } }
}
