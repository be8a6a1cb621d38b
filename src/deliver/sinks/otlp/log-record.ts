/**
 * The standard record in OpenTelemetry's log data model.
 *
 * In: a parsed record. Out: resource attributes, and the log record with everything else.
 * Promise: the names are those of the field table; a caller's own field becomes an attribute of its own name, and never
 * takes the place of a standard one (then it stands under `attrs.`).
 * https://opentelemetry.io/docs/specs/otel/logs/data-model/
 */
import { COLUMN_TREE, type ColumnNode, TIMESTAMP } from '../../../record/columns.ts'
import { FIELD_LIST, FIELDS, type FieldName } from '../../../record/fields.ts'
import { toSeverityNumber } from '../../../record/levels.ts'
import type { SafeRecord } from '../../sink.ts'

export type Attribute = readonly [key: string, value: unknown]

export type LogRecord = {
  /** Nanoseconds since 1970, decimal: more than a double holds. */
  timeUnixNano: string
  severityNumber: number
  severityText: string
  body: unknown
  eventName: string
  /** Hex, empty where the record has none. */
  traceId: string
  spanId: string
  flags: number
  readonly attributes: Attribute[]
}

export type Mapped = { readonly resource: readonly Attribute[]; readonly log: LogRecord }

const RESOURCE: ReadonlySet<string> = new Set([
  'service',
  'deployment',
  'host',
  'process',
  'container',
  'k8s'
])

type Setter = (log: LogRecord, value: unknown) => void

/** Fields that have a place of their own in the model, by the word that the field table has for it. */
const PLACES: Readonly<Record<string, Setter>> = {
  Timestamp: (log, value) => {
    log.timeUnixNano = toNanoseconds(value)
  },
  SeverityNumber: (log, value) => {
    log.severityNumber = typeof value === 'number' ? toSeverityNumber(value) : 0
  },
  SeverityText: (log, value) => {
    log.severityText = String(value)
  },
  Body: (log, value) => {
    log.body = value
  },
  EventName: (log, value) => {
    log.eventName = String(value)
  },
  TraceId: (log, value) => {
    log.traceId = toHex(value, 32)
  },
  SpanId: (log, value) => {
    log.spanId = toHex(value, 16)
  },
  TraceFlags: (log, value) => {
    log.flags = Number.parseInt(toHex(value, 2), 16) || 0
  }
}

/** Attribute names that standard fields have: a caller's field cannot have them. */
const TAKEN: ReadonlySet<string> = new Set(
  FIELD_LIST.flatMap(([name, { otel }]) => targetsOf(name, otel).map(({ key }) => key))
)

/** Splits a record into who emitted it and what it says. */
export function toLogRecord(record: SafeRecord): Mapped {
  const resource: Attribute[] = []
  const log: LogRecord = {
    timeUnixNano: '0',
    severityNumber: 0,
    severityText: '',
    body: undefined,
    eventName: '',
    traceId: '',
    spanId: '',
    flags: 0,
    attributes: []
  }
  for (const key of Object.keys(record)) {
    const plan = PLAN.get(key)
    if (plan === undefined) addOwn(log, key, record[key])
    else if (RESOURCE.has(key)) addResource(resource, plan, record[key])
    else addField(log, plan, record[key])
  }
  return { resource, log }
}

function addOwn(log: LogRecord, key: string, value: unknown): void {
  log.attributes.push([TAKEN.has(key) ? `attrs.${key}` : key, value])
}

function addResource(out: Attribute[], plan: Plan, value: unknown): void {
  if (plan.add !== undefined || !isObject(value)) out.push([plan.path, value])
  else {
    for (const key of Object.keys(value)) {
      const child = plan.children.get(key)
      if (child === undefined) out.push([`${plan.path}.${key}`, value[key]])
      else addResource(out, child, value[key])
    }
  }
}

function addField(log: LogRecord, plan: Plan, value: unknown): void {
  if (plan.add !== undefined) plan.add(log, value)
  else if (!isObject(value)) log.attributes.push([plan.path, value])
  else {
    for (const key of Object.keys(value)) {
      const child = plan.children.get(key)
      // Another version's field, below a standard name.
      if (child === undefined) log.attributes.push([`${plan.path}.${key}`, value[key]])
      else addField(log, child, value[key])
    }
  }
}

/** What is done with each name, made once from the field table. */
type Plan = {
  readonly path: string
  readonly add: Setter | undefined
  readonly children: ReadonlyMap<string, Plan>
}

function toPlans(node: ColumnNode, path: string): ReadonlyMap<string, Plan> {
  return new Map(
    [...node.children].map(([name, child]) => {
      const below = path === '' ? name : `${path}.${name}`
      const add = child.column === undefined ? undefined : toSetter(child.column.name)
      return [name, { path: below, add, children: toPlans(child, below) }]
    })
  )
}

function toSetter(name: FieldName): Setter {
  const { otel } = FIELDS[name]
  const set = PLACES[otel]
  if (set !== undefined) {
    return (log, value) => {
      if (value !== null && value !== undefined) set(log, value)
    }
  }
  if (otel === 'attributes') return (log, value) => addGathered(log, name, value)
  const targets = targetsOf(name, otel)
  return (log, value) => {
    for (const target of targets) addTarget(log, target, value)
  }
}

function addGathered(log: LogRecord, name: string, value: unknown): void {
  if (!isObject(value)) addOwn(log, name, value)
  else for (const key of Object.keys(value)) addOwn(log, key, value[key])
}

function addTarget(log: LogRecord, { key, inSeconds, isPrefix }: Target, value: unknown): void {
  if (isPrefix && isObject(value)) {
    for (const each of Object.keys(value)) log.attributes.push([key + each, value[each]])
  } else log.attributes.push([key, inSeconds && typeof value === 'number' ? value / 1000 : value])
}

type Target = { readonly key: string; readonly inSeconds: boolean; readonly isPrefix: boolean }

/** Reads the field table: `same`, `a.b`, `a.<name>`, `a; b in s`. */
function targetsOf(name: string, otel: string): readonly Target[] {
  if (Object.hasOwn(PLACES, otel) || otel === 'attributes') return []
  return otel.split('; ').map((text) => {
    const inSeconds = text.endsWith(' in s')
    const isPrefix = text.endsWith('<name>')
    const key = text.replace(/ in s$|<name>$/, '')
    return { key: key === 'same' ? name : key, inSeconds, isPrefix }
  })
}

function toNanoseconds(value: unknown): string {
  if (typeof value === 'number') return `${Math.round(value)}000000`
  const text = String(value)
  if (!TIMESTAMP.test(text)) return '0'
  const seconds = BigInt(Date.parse(`${text.slice(0, 19)}Z`) / 1000)
  return `${seconds}${text.slice(20, -1).padEnd(9, '0')}`
}

const HEX = /^[0-9a-f]+$/

function toHex(value: unknown, digits: number): string {
  return typeof value === 'string' && value.length === digits && HEX.test(value) ? value : ''
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const PLAN: ReadonlyMap<string, Plan> = toPlans(COLUMN_TREE, '')
