/**
 * The text of one line, as pino serialises it.
 *
 * In: an instance, fields, message, level and time; or a standard record's members. Out: the line, and whether equal keys
 * were dropped from it. Throws what pino or anything of the caller's throws.
 */
import type { Members } from './formats/member-writer.ts'
import type { CallerFields } from './logger-fields.ts'
import type { Heads } from './logger-heads.ts'
import {
  type AsJson,
  type Fields,
  type Instance,
  type InstanceParts,
  KEY_BITS,
  LOG_FORMATTER,
  type SafeInstance,
  STANDARD,
  TRACED
} from './logger-instance.ts'
import { removeMarks } from './logger-marks.ts'
import { dropTwins, keyBit } from './record/twins.ts'
import { splitMembers } from './redact/members.ts'

/** What pino's asJson takes, the instance first. */
export type ToText = (
  instance: SafeInstance,
  fields: Fields,
  message: unknown,
  level: number,
  time: string
) => string

export type LineText = {
  /** Of the line that was made last: equal keys were dropped, so nothing stands where it stood. */
  isRewritten: boolean
  readonly toLine: ToText
  /** Members as they are, behind heads that leave one of them out where both have it; then the caller's fields. */
  toStandardLine(...call: [...Parameters<ToText>, members: Members, heads: Heads]): string
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure
export function createLineText(
  root: Instance,
  { symbols, format, messageKey, activeTrace }: InstanceParts,
  callerFields: CallerFields
): LineText {
  const chindings = symbols.chindingsSym as symbol
  const lsCache = symbols.lsCacheSym as symbol
  const pinoAsJson = root[symbols.asJsonSym as symbol] as AsJson
  const serializers = symbols.serializersSym as symbol
  const nestedKey = symbols.nestedKeySym as symbol
  const stringify = root[symbols.stringifySym as symbol] as (
    value: unknown,
    safe: unknown
  ) => string
  const stringifySafe = root[symbols.stringifySafeSym as symbol]
  const keepsShape = format.name === 'pino'
  const nests = !keepsShape && typeof root[nestedKey] === 'string' && root[nestedKey] !== ''

  const serialise: ToText = (instance, fields, message, level, time) => {
    try {
      return pinoAsJson.call(instance, fields, toWritable(message), level, time)
    } catch (error) {
      removeMarks(fields)
      throw error
    }
  }

  /** Under `nestedKey` stands what the caller wrote; an error and trace ids stand where the record has them. */
  const toNested: ToText = (instance, fields, message, level, time) => {
    const formatter = instance[LOG_FORMATTER]
    const { top, rest } = callerFields.splitError(
      formatter === undefined ? fields : formatter(fields)
    )
    const trace = instance[TRACED] ? undefined : activeTrace()
    const standard = trace === undefined ? top : { ...format.trace(trace), ...top }
    let members = ''
    // one by one: pino writes a sentence in the place of what it cannot serialise
    for (const key in standard)
      members += `,${JSON.stringify(key)}:${stringify(standard[key], stringifySafe) ?? null}`
    const carrier = members === '' ? instance : (Object.create(instance) as SafeInstance)
    if (members !== '') carrier[chindings] = (instance[chindings] as string) + members
    const line = serialise(carrier, rest, message, level, time)
    text.isRewritten = hasTwins(
      instance,
      { ...standard, [instance[nestedKey] as string]: 0 },
      undefined
    )
    return line
  }

  const toLine: ToText = (instance, fields, message, level, time) => {
    let line: string
    if (nests && !instance[STANDARD]) line = toNested(instance, fields, message, level, time)
    else {
      const prepared = prepareLine(instance, fields, message)
      line = serialise(instance, prepared, message, level, time)
      // after pino's work, in which a serializer may log too
      text.isRewritten = hasTwins(instance, prepared, message)
    }
    if (typeof message !== 'string' && message !== undefined) proveLine(line)
    else if ((instance[serializers] as Fields)[messageKey] !== undefined) proveLine(line)
    return text.isRewritten ? withoutTwins(line) : line
  }

  const text: LineText = { isRewritten: false, toLine, toStandardLine }
  return text

  /** The bindings go on with the members while pino makes this one line. */
  function toStandardLine(
    instance: SafeInstance,
    fields: Fields,
    message: unknown,
    level: number,
    time: string,
    { safe, open, names }: Members,
    heads: Heads
  ): string {
    const bindings = instance[chindings] as string
    const hasNames = instance[KEY_BITS] !== 0 && holdsName(bindings, names)
    instance[chindings] = bindings + safe + open
    let line: string
    try {
      line = serialise(instance, fields, message, level, time)
    } finally {
      instance[chindings] = bindings
    }
    const head = (instance[lsCache] as Heads)[level] as string
    if (heads[level] !== head) line = heads[level] + line.slice(head.length)
    text.isRewritten = hasTwins(instance, fields, undefined) || (hasNames && !keepsShape)
    return text.isRewritten ? withoutTwins(line) : line
  }

  /** The user's formatter first, then errors, reserved names and trace ids. */
  function prepareLine(instance: SafeInstance, fields: Fields, message: unknown): Fields {
    const formatter = instance[LOG_FORMATTER]
    const formatted = formatter === undefined ? fields : formatter(fields)
    if (keepsShape || instance[STANDARD]) return formatted
    const prepared = callerFields.prepare(formatted, message !== undefined)
    const trace = instance[TRACED] ? undefined : activeTrace()
    return trace === undefined ? prepared : { ...format.trace(trace), ...prepared }
  }

  function hasTwins(instance: SafeInstance, fields: Fields, message: unknown): boolean {
    if (keepsShape) return false
    if (message !== undefined && fields[messageKey] !== undefined) return true
    const bits = instance[KEY_BITS]
    if (bits === 0) return false
    const bindings = instance[chindings] as string
    for (const key in fields)
      if ((bits & keyBit(key)) !== 0 && bindings.includes(`${JSON.stringify(key)}:`)) return true
    return false
  }
}

function holdsName(bindings: string, names: readonly string[]): boolean {
  return names.some((name) => bindings.includes(`${JSON.stringify(name)}:`))
}

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
