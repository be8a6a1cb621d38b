/**
 * One line, from the object of a log call to the text that the guard looks at.
 *
 * In: an instance, the caller's fields, message, level and time. Out: the line as pino serialises it, and how much of its
 * head is safe already. Promise: whatever throws on the way, a line comes out; then it says so and holds nothing.
 */
import { isKnown, type Known } from './formats/known-values.ts'
import type { Members } from './formats/member-writer.ts'
import type { Bindings } from './logger-bindings.ts'
import type { CallerFields } from './logger-fields.ts'
import type { Heads, HeadsWithout } from './logger-heads.ts'
import {
  type AsJson,
  type Fields,
  FOUND,
  type Instance,
  type InstanceParts,
  type LastLine,
  LOG_FORMATTER,
  PATHS,
  SAFE_BINDINGS,
  type SafeInstance,
  STANDARD,
  WITHHELD
} from './logger-instance.ts'
import { createLineText } from './logger-line-text.ts'

export type LineMaker = {
  readonly last: LastLine
  readonly asJson: AsJson
  /**
   * One call whose line holds `members` as they are and a caller's `fields` behind them.
   * false: this logger cannot (a mixin or a hook may log in between, or `nestedKey` moves fields); nothing was written.
   */
  writeStandard(
    logger: SafeInstance,
    level: string,
    members: Members,
    fields: Fields,
    message: string
  ): boolean
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure
export function createLineMaker(
  root: Instance,
  parts: InstanceParts,
  callerFields: CallerFields,
  bindings: Bindings,
  headsWithout: HeadsWithout
): LineMaker {
  const { symbols, format, guard, messageKey, ownClock } = parts
  const chindings = symbols.chindingsSym as symbol
  const lsCache = symbols.lsCacheSym as symbol
  const end = root[symbols.endSym as symbol] as string
  const withheld = `,${JSON.stringify(messageKey)}:"${WITHHELD}"${end}`
  const last: LastLine = {
    logger: root,
    line: '',
    head: 0,
    paths: null,
    found: [],
    bindings: null,
    holdsBindings: false
  }
  // dd-trace and others wrap it before us and may splice text in anywhere
  const isForeign = Object.hasOwn(root, symbols.asJsonSym as symbol)
  const knownTails: Known = new Map()
  const text = createLineText(root, parts, callerFields)
  // members and fields of the standard record that is being written
  let standard: Members | null = null
  let standardFields: Fields | null = null
  return { last, asJson: asJson as AsJson, writeStandard }

  // A child for each request would say the same; making one, its text included, took a tenth of the line.
  function writeStandard(
    logger: SafeInstance,
    level: string,
    members: Members,
    fields: Fields,
    message: string
  ): boolean {
    if (!isPlain(logger)) return false
    standard = members
    standardFields = fields
    try {
      ;(logger as unknown as Record<string, LogCall>)[level]?.(fields, message)
    } finally {
      standardFields = null
    }
    return true
  }

  function isPlain(logger: SafeInstance): boolean {
    return (
      parts.isPlain &&
      logger[chindings] === logger[SAFE_BINDINGS] &&
      logger[LOG_FORMATTER] === undefined &&
      Object.hasOwn(logger, chindings)
    )
  }

  function asJson(
    this: SafeInstance,
    fields: Fields,
    message: unknown,
    level: number,
    time: string
  ): string {
    const members = membersFor(fields)
    const heads = headsOf(this, members)
    const head = heads[level] as string
    // before pino's work: a serializer of the caller's may log on this very child, which settles its bindings
    const own = this[chindings] as string
    const pending = own === this[SAFE_BINDINGS] ? null : own
    const known = pending === null ? own.length : bindings.knownLength(this)
    let line: string
    try {
      line = toText(this, fields, message, level, time, members, heads)
    } catch (error) {
      parts.onTrouble(error)
      guard.counters.withheld++
      const safe = ownClock ? head + time : head
      return remember(this, `${safe}${withheld}`, safe.length, pending, false)
    }
    const from = safeLength(line, head, time, own)
    const at = from + known
    const safe = from > head.length ? at + safeMembers(this, members, line, at) : from
    return remember(this, line, safe, pending, holds(line, own, from))
  }

  function toText(
    instance: SafeInstance,
    fields: Fields,
    message: unknown,
    level: number,
    time: string,
    members: Members | null,
    heads: Heads
  ): string {
    if (members === null) return text.toLine(instance, fields, message, level, time)
    standardFields = null
    return text.toStandardLine(instance, fields, message, level, time, members, heads)
  }

  function membersFor(fields: Fields): Members | null {
    return standardFields !== null && fields === standardFields ? standard : null
  }

  /** Whether the bindings stand on the line as they are, so that a look at the line was a look at them. */
  function holds(line: string, own: string, from: number): boolean {
    return !text.isRewritten && (isForeign ? line.includes(own) : from > 0)
  }

  function remember(
    instance: SafeInstance,
    line: string,
    head: number,
    pending: string | null,
    holdsBindings: boolean
  ): string {
    last.logger = instance
    last.line = line
    last.paths = instance[PATHS]
    last.found = instance[FOUND]
    last.head = head
    last.bindings = instance[STANDARD] ? null : pending
    last.holdsBindings = holdsBindings
    return line
  }

  /** Without the member that the record at hand has too. */
  function headsOf(instance: SafeInstance, members: Members | null): Heads {
    const heads = instance[lsCache] as Heads
    const { shared } = format
    if (members === null || shared === undefined || !members.names.includes(shared)) return heads
    return headsWithout(heads, shared)
  }

  /** Where the bindings begin, if head and time need no look; the head's length, if only that much is known of the line. */
  function safeLength(line: string, head: string, time: string, own: string): number {
    if (!line.startsWith(head)) return 0
    // Where equal keys were dropped, nothing stands where it stood: the bindings have no place of their own any more.
    if (!ownClock || text.isRewritten) return head.length
    if (isForeign && !line.startsWith(time + own, head.length)) return 0
    return head.length + time.length
  }

  /** How much of a record's members, and of what stands behind them, needs no look. */
  function safeMembers(
    instance: SafeInstance,
    members: Members | null,
    line: string,
    at: number
  ): number {
    // what a user's own paths name is theirs to take out, whoever wrote it
    if (members === null || instance[PATHS] !== null) return 0
    const { safe, open } = members
    const tail = at + safe.length
    return open === '' && isKnownTail(line.slice(tail)) ? line.length - at : safe.length
  }

  /** Of a request that nothing was set on, the message is all that is left, and the same for all of its kind. */
  function isKnownTail(tail: string): boolean {
    return (
      tail.length <= LONGEST_KNOWN_TAIL &&
      isKnown(knownTails, tail, () => parts.isClean(`{${tail.slice(1)}`))
    )
  }
}

const LONGEST_KNOWN_TAIL = 128

type LogCall = (fields: Fields, message: string) => void
