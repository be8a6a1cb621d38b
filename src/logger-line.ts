/**
 * One line, from the object of a log call to the text that the guard looks at.
 *
 * In: an instance, the caller's fields, message, level and time. Out: the line as pino serialises it, and how much of its
 * head is safe already. Promise: whatever throws on the way, a line comes out; then it says so and holds nothing.
 */
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
    const members = standardFields !== null && fields === standardFields ? standard : null
    const heads = headsOf(this, members)
    const head = heads[level] as string
    let line: string
    try {
      if (members === null) line = text.toLine(this, fields, message, level, time)
      else {
        standardFields = null
        line = text.toStandardLine(this, fields, message, level, time, members, heads)
      }
    } catch (error) {
      parts.onTrouble(error)
      guard.counters.withheld++
      const safe = ownClock ? head + time : head
      return remember(this, `${safe}${withheld}`, safe.length, null)
    }
    return remember(this, line, safeLength(this, line, head, time, members), time)
  }

  /** `time` is null for a line without the bindings. */
  function remember(
    instance: SafeInstance,
    line: string,
    head: number,
    time: string | null
  ): string {
    const own = instance[chindings] as string
    last.logger = instance
    last.line = line
    last.paths = instance[PATHS]
    last.found = instance[FOUND]
    last.head = head
    last.bindings = own === instance[SAFE_BINDINGS] || instance[STANDARD] ? null : own
    last.holdsBindings =
      time !== null && head > 0 && !text.isRewritten && (!isForeign || line.includes(time + own))
    return line
  }

  /** Without the member that the record at hand has too. */
  function headsOf(instance: SafeInstance, members: Members | null): Heads {
    const heads = instance[lsCache] as Heads
    const { shared } = format
    if (members === null || shared === undefined || !members.names.includes(shared)) return heads
    return headsWithout(heads, shared)
  }

  /** How much of the line needs no look: its constant fields, our clock's time, bindings and members that are safe. */
  function safeLength(
    instance: SafeInstance,
    line: string,
    head: string,
    time: string,
    members: Members | null
  ): number {
    if (!line.startsWith(head)) return 0
    // Where equal keys were dropped, nothing stands where it stood: the bindings have no place of their own any more.
    if (!ownClock || text.isRewritten) return head.length
    const own = instance[chindings] as string
    if (isForeign && !line.startsWith(time + own, head.length)) return 0
    const known = head.length + time.length + bindings.knownLength(instance)
    // what a user's own paths name is theirs to take out, whoever wrote it
    return members === null || instance[PATHS] !== null ? known : known + members.safe.length
  }
}

type LogCall = (fields: Fields, message: string) => void
