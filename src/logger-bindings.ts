/**
 * Children and their bindings.
 *
 * In: a parent, bindings, a child's options. Out: a child whose bindings are looked at once: with its first line, or before
 * anything builds on them. Promise: a getter, proxy or serializer of the caller's that throws stays here; what pino refuses
 * (no bindings, a level that does not exist) is refused in pino's words.
 */
import type { CallerFields } from './logger-fields.ts'
import {
  type ChildOptions,
  type Fields,
  FOUND,
  type Instance,
  type InstanceParts,
  KEY_BITS,
  KNOWN,
  LOG_FORMATTER,
  PATHS,
  PENDING,
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
  get(instance: SafeInstance): Fields
  /** Looks at what an instance has beyond what is known, drops equal keys, and remembers the text as safe. */
  secure(instance: SafeInstance): void
  /** `secure`, where it was put off. */
  settle(instance: SafeInstance): void
  /** The bindings stood on a line in which nothing was found: they are safe as they are. */
  settleAs(instance: SafeInstance, text: string): void
  /** How much of an instance's bindings needs no look. */
  knownLength(instance: SafeInstance): number
  /** The user's paths hold in what `%j` and `%o` write too, as in pino. */
  censorArguments(instance: SafeInstance): void
}

const NOTHING: Fields = Object.freeze({})

/** Longer bindings are looked at by themselves: units of text. */
const LONGEST_PENDING = 2048

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
  const proto = { child: root.child, setBindings: root.setBindings, bindings: root.bindings }
  const keepsShape = parts.format.name === 'pino'
  // of the child that was made last: what of the caller's bindings pino was given
  let given: Fields = NOTHING
  return { child, set, get, secure, settle, settleAs, knownLength, censorArguments }

  function child(
    parent: SafeInstance,
    bindings: Fields,
    options: ChildOptions | undefined
  ): Instance {
    // pino refuses a child without bindings, and so do we
    if (!bindings) return proto.child.call(parent, bindings) as unknown as Instance
    const made =
      options === undefined || options === null
        ? make(parent, bindings, undefined)
        : makeWith(parent, bindings, options)
    adopt(made, parent, given)
    return made
  }

  function makeWith(parent: SafeInstance, bindings: Fields, options: ChildOptions): SafeInstance {
    const { redact, ...rest } = options
    const made = make(parent, bindings, withOwnFormatters(rest, parts))
    if (rest.formatters?.log !== undefined) {
      made[LOG_FORMATTER] = rest.formatters.log
      made[formatters] = { ...(made[formatters] as object), log: undefined }
    }
    if (redact !== undefined && redact !== null) {
      made[PATHS] = parts.parsePaths(redact, parent[PATHS])
      censorArguments(made)
    }
    return made
  }

  /** A getter, proxy or serializer of the caller's that throws must not reach the application: the bindings are left out. */
  function make(
    parent: SafeInstance,
    bindings: Fields,
    options: ChildOptions | undefined
  ): SafeInstance {
    let prepared = NOTHING
    let made: unknown
    try {
      prepared = prepare(bindings, parent)
      made = proto.child.call(parent, prepared, options as never)
    } catch (error) {
      tell(error, bindings)
      prepared = NOTHING
      made = proto.child.call(parent, {}, options as never)
    }
    // only now: a callback of the caller's (onChild) may have made a child too
    given = prepared
    return made as SafeInstance
  }

  function set(instance: SafeInstance, bindings: Fields): void {
    try {
      settle(instance)
      const before = instance[chindings] as string
      const known = knownLength(instance)
      const prepared = prepare(bindings ?? {}, instance)
      proto.setBindings.call(instance, prepared)
      take(instance, before, known, prepared)
      settle(instance)
    } catch (error) {
      tell(error, bindings)
    }
  }

  function get(instance: SafeInstance): Fields {
    settle(instance)
    return proto.bindings.call(instance)
  }

  function tell(error: unknown, bindings: Fields): void {
    parts.onTrouble(error)
    guard.counters.withheld++
    removeMarks(bindings)
  }

  function prepare(bindings: Fields, instance: SafeInstance): Fields {
    // pino calls the method on it: an object without a prototype throws
    const own = typeof bindings.hasOwnProperty === 'function' ? bindings : { ...bindings }
    return keepsShape || instance[STANDARD] ? own : fields.prepare(own, true)
  }

  /** Most children write one line, and some none: that line is looked at with the bindings on it. */
  function adopt(made: SafeInstance, parent: SafeInstance, prepared: Fields): void {
    take(made, parent[chindings] as string, knownLength(parent), prepared)
    // what the parent's paths let stand, a child's own may not
    if (made[PATHS] !== parent[PATHS]) settle(made)
  }

  /** `before`: the bindings that stood there already; `known`: how much of them needs no look. */
  function take(instance: SafeInstance, before: string, known: number, prepared: Fields): void {
    const text = instance[chindings] as string
    const earlier = instance[KEY_BITS]
    const bits = bitsOf(prepared)
    instance[KEY_BITS] = earlier | bits
    if (text === instance[SAFE_BINDINGS]) return
    const isRewritten = !keepsShape && (earlier & bits) !== 0 && holdsAny(before, prepared)
    if (isRewritten) instance[chindings] = dropTwins(text, splitMembers)
    instance[PENDING] = instance[chindings] as string
    // `"n":4` begins `"n":4111…` too, where the one took the other's place
    instance[KNOWN] = !isRewritten && text.startsWith(before) ? known : 0
    // on a line in which anything is found, they would be taken apart twice
    if (isRewritten || text.length - known > LONGEST_PENDING) settle(instance)
  }

  function knownLength(instance: SafeInstance): number {
    const text = instance[chindings] as string
    if (text === instance[SAFE_BINDINGS]) return text.length
    return text === instance[PENDING] ? instance[KNOWN] : 0
  }

  function settle(instance: SafeInstance): void {
    const text = instance[chindings]
    if (text !== instance[SAFE_BINDINGS] && text === instance[PENDING]) secure(instance)
  }

  function secure(instance: SafeInstance): void {
    const owner = ownerOf(instance)
    const { line, found } = guard.secureMembers(
      `{${(owner[chindings] as string).slice(1)}}`,
      Math.max(0, knownLength(owner) - 1),
      owner[PATHS]
    )
    const text = toMembers(line)
    owner[chindings] = text
    owner[SAFE_BINDINGS] = text
    if (found.length > 0) stampBindings(owner, found)
  }

  function settleAs(instance: SafeInstance, text: string): void {
    const owner = ownerOf(instance)
    if (owner[chindings] === text) owner[SAFE_BINDINGS] = text
  }

  /** Whoever wraps a logger (`Object.create`) has its bindings, and no state of its own. */
  function ownerOf(instance: SafeInstance): SafeInstance {
    let owner = instance
    while (!Object.hasOwn(owner, chindings)) owner = Object.getPrototypeOf(owner) as SafeInstance
    return owner
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

/** Whether a text of members may hold a key of these. */
export function holdsAny(members: string, fields: Fields): boolean {
  try {
    for (const key in fields) if (members.includes(`${JSON.stringify(key)}:`)) return true
    return false
  } catch {
    // a proxy that refuses to tell
    return true
  }
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
