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
import { dropTwins, keyBit } from './record/twins.ts'
import { splitMembers } from './redact/members.ts'

export type LineMaker = { readonly last: LastLine; readonly asJson: AsJson }

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure
export function createLineMaker(
  root: Instance,
  parts: InstanceParts,
  callerFields: CallerFields
): LineMaker {
  const { symbols, format, guard, messageKey } = parts
  const chindings = symbols.chindingsSym as symbol
  const lsCache = symbols.lsCacheSym as symbol
  const pinoAsJson = root[symbols.asJsonSym as symbol] as AsJson
  const last: LastLine = { line: '', head: 0, paths: null, found: [] }
  const keepsShape = format.name === 'pino'
  return { last, asJson: asJson as AsJson }

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
      line = pinoAsJson.call(this, prepared, toWritable(message), level, time)
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
    const prepared = callerFields.prepare(formatted, message !== undefined)
    const trace = instance[TRACED] ? undefined : parts.activeTrace()
    return trace === undefined ? prepared : { ...format.trace(trace), ...prepared }
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

/** What JSON has no text for is written as JavaScript's: `"message":undefined` would be no JSON. */
function toWritable(message: unknown): unknown {
  return typeof message === 'symbol' || typeof message === 'function' ? String(message) : message
}

function withoutTwins(line: string): string {
  const end = line.lastIndexOf('}')
  return `{${dropTwins(`,${line.slice(1, end)}`, splitMembers).slice(1)}${line.slice(end)}`
}
