/**
 * One line, from the object of a log call to the text that the guard looks at.
 *
 * In: an instance, the caller's fields, message, level and time. Out: the line as pino serialises it, and how much of its
 * head is safe already. Promise: whatever throws on the way, a line comes out; then it says so and holds nothing.
 */
import type { CallerFields } from './logger-fields.ts'
import {
  type AsJson,
  type Fields,
  FOUND,
  type Instance,
  type InstanceParts,
  KEY_BITS,
  type LastLine,
  LOG_FORMATTER,
  PATHS,
  SAFE_BINDINGS,
  type SafeInstance,
  STANDARD,
  TRACED,
  TWINS,
  WITHHELD
} from './logger-instance.ts'
import { removeMarks } from './logger-marks.ts'
import { dropTwins, keyBit } from './record/twins.ts'
import { splitMembers } from './redact/members.ts'

export type LineMaker = {
  readonly last: LastLine
  readonly asJson: AsJson
  /**
   * One call whose line holds `trusted` (members of JSON that logveil made) in its exempt head and `fields` as they are.
   * false: this logger cannot (a mixin or a hook may log in between, or `nestedKey` moves fields); nothing was written.
   */
  writeStandard(
    logger: SafeInstance,
    level: string,
    trusted: string,
    fields: Fields,
    message: string
  ): boolean
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure
export function createLineMaker(
  root: Instance,
  parts: InstanceParts,
  callerFields: CallerFields
): LineMaker {
  const { symbols, format, guard, messageKey } = parts
  const chindings = symbols.chindingsSym as symbol
  const lsCache = symbols.lsCacheSym as symbol
  const end = root[symbols.endSym as symbol] as string
  const pinoAsJson = root[symbols.asJsonSym as symbol] as AsJson
  const serializers = symbols.serializersSym as symbol
  const nestedKey = symbols.nestedKeySym as symbol
  const stringify = root[symbols.stringifySym as symbol] as (
    value: unknown,
    safe: unknown
  ) => string
  const stringifySafe = root[symbols.stringifySafeSym as symbol]
  const last: LastLine = { logger: root, line: '', head: 0, paths: null, found: [] }
  const keepsShape = format.name === 'pino'
  const nests = !keepsShape && typeof root[nestedKey] === 'string' && root[nestedKey] !== ''
  // dd-trace and others wrap it before us and may splice text in anywhere
  const isForeign = Object.hasOwn(root, symbols.asJsonSym as symbol)
  // of the line that was made last: set after pino's work, in which a serializer may log too
  let isRewritten = false
  // members and fields of the standard record that is being written
  let standardMembers = ''
  let standardFields: Fields | null = null
  return { last, asJson: asJson as AsJson, writeStandard }

  // A child for each request would say the same; making one, its text included, took a tenth of the line.
  function writeStandard(
    logger: SafeInstance,
    level: string,
    trusted: string,
    fields: Fields,
    message: string
  ): boolean {
    if (!isPlain(logger)) return false
    standardMembers = trusted
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

  /** The bindings go on with the trusted members while pino makes this one line. */
  function toStandardLine(
    instance: SafeInstance,
    fields: Fields,
    message: unknown,
    level: number,
    time: string
  ): string {
    const bindings = instance[chindings] as string
    standardFields = null
    instance[chindings] = bindings + standardMembers
    try {
      isRewritten = false
      return pinoAsJson.call(instance, fields, message, level, time)
    } finally {
      instance[chindings] = bindings
    }
  }

  function asJson(
    this: SafeInstance,
    fields: Fields,
    message: unknown,
    level: number,
    time: string
  ): string {
    const bindings = this[chindings] as string
    const head = (this[lsCache] as Record<number, string>)[level] as string
    let safe = bindings === this[SAFE_BINDINGS] ? bindings.length : 0
    let line: string
    try {
      if (standardFields === null || fields !== standardFields)
        line = toLine(this, fields, message, level, time)
      else {
        safe += standardMembers.length
        line = toStandardLine(this, fields, message, level, time)
      }
    } catch (error) {
      parts.onTrouble(error)
      guard.counters.withheld++
      isRewritten = false
      safe = 0
      line = `${head}${parts.ownClock ? time : ''},${JSON.stringify(messageKey)}:"${WITHHELD}"${end}`
    }
    last.logger = this
    last.line = line
    last.paths = this[PATHS]
    last.found = this[FOUND]
    last.head = line.startsWith(head) ? safeLength(line, head, time, bindings, safe) : 0
    return line
  }

  /** How much of the line needs no look: its constant fields, our clock's time, bindings that were made safe. */
  function safeLength(
    line: string,
    head: string,
    time: string,
    bindings: string,
    safe: number
  ): number {
    // Where equal keys were dropped, nothing stands where it stood: the bindings have no place of their own any more.
    if (!parts.ownClock || isRewritten) return head.length
    if (isForeign && !line.startsWith(time + bindings, head.length)) return 0
    return head.length + time.length + safe
  }

  function toLine(
    instance: SafeInstance,
    fields: Fields,
    message: unknown,
    level: number,
    time: string
  ): string {
    let line: string
    if (nests && !instance[STANDARD]) line = toNested(instance, fields, message, level, time)
    else {
      const prepared = prepareLine(instance, fields, message)
      line = serialise(instance, prepared, message, level, time)
      isRewritten = hasTwins(instance, prepared, message)
    }
    if (typeof message !== 'string' && message !== undefined) proveLine(line)
    else if ((instance[serializers] as Fields)[messageKey] !== undefined) proveLine(line)
    return isRewritten ? withoutTwins(line) : line
  }

  function serialise(
    instance: SafeInstance,
    fields: Fields,
    message: unknown,
    level: number,
    time: string
  ): string {
    try {
      return pinoAsJson.call(instance, fields, toWritable(message), level, time)
    } catch (error) {
      removeMarks(fields)
      throw error
    }
  }

  /** The user's formatter first, then errors, reserved names and trace ids. */
  function prepareLine(instance: SafeInstance, fields: Fields, message: unknown): Fields {
    const formatter = instance[LOG_FORMATTER]
    const formatted = formatter === undefined ? fields : formatter(fields)
    if (keepsShape || instance[STANDARD]) return formatted
    const prepared = callerFields.prepare(formatted, message !== undefined)
    const trace = instance[TRACED] ? undefined : parts.activeTrace()
    return trace === undefined ? prepared : { ...format.trace(trace), ...prepared }
  }

  /** Under `nestedKey` stands what the caller wrote; an error and trace ids stand where the record has them. */
  function toNested(
    instance: SafeInstance,
    fields: Fields,
    message: unknown,
    level: number,
    time: string
  ): string {
    const formatter = instance[LOG_FORMATTER]
    const { top, rest } = callerFields.splitError(
      formatter === undefined ? fields : formatter(fields)
    )
    const trace = instance[TRACED] ? undefined : parts.activeTrace()
    const standard = trace === undefined ? top : { ...format.trace(trace), ...top }
    let members = ''
    // one by one: pino writes a sentence in the place of what it cannot serialise
    for (const key in standard)
      members += `,${JSON.stringify(key)}:${stringify(standard[key], stringifySafe) ?? null}`
    const carrier = members === '' ? instance : (Object.create(instance) as SafeInstance)
    if (members !== '') carrier[chindings] = (instance[chindings] as string) + members
    const line = serialise(carrier, rest, message, level, time)
    isRewritten = hasTwins(instance, { ...standard, [instance[nestedKey] as string]: 0 }, undefined)
    return line
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
}

type LogCall = (fields: Fields, message: string) => void

/** What JSON has no text for is written as JavaScript's: `"message":undefined` would be no JSON. */
function toWritable(message: unknown): unknown {
  return typeof message === 'symbol' ? String(message) : message
}

/** A message that is no string, or that a serializer made, can come out as `"msg":undefined`: throws on what is no JSON. */
function proveLine(line: string): void {
  JSON.parse(line)
}

function withoutTwins(line: string): string {
  const end = line.lastIndexOf('}')
  return `{${dropTwins(`,${line.slice(1, end)}`, splitMembers).slice(1)}${line.slice(end)}`
}
