/**
 * The shape of a line for the system that reads stdout.
 *
 * In: the name of a format. Out: frozen functions that turn parts of the standard record into parts of that system's record.
 * Promise: `standard` is the record itself; every other one comes from the same field table; pino's numeric level always stays,
 * because pino routes by it (a renamed level key makes every line vanish behind a transport).
 */
import {
  type ExceptionFields,
  RESERVED_NAMES,
  type RecordFields,
  type System
} from '../record/fields.ts'
import { toSeverity } from '../record/levels.ts'
import type { Resource } from '../record/resource.ts'
import { createClock, createEpochClock } from '../record/time.ts'
import type { TraceIds } from '../record/trace.ts'
import { createFieldMapper, topLevelNames } from './mapping.ts'
import { createMemberWriter, type MemberWriter } from './member-writer.ts'

export type FormatName = 'standard' | 'pino' | 'gcp' | 'ecs' | 'datadog'

/** Every format of stdout. */
export const FORMAT_NAMES: readonly FormatName[] = ['standard', 'pino', 'gcp', 'ecs', 'datadog']

export type FormatOptions = {
  /** Google Cloud project that traces belong to; default `GOOGLE_CLOUD_PROJECT`. */
  readonly projectId?: string | undefined
  /**
   * Who emits the records. Where the format keeps some of it under one key with other fields (Google's labels),
   * `fields` writes that part again, so that the later of two equal keys on a line holds all.
   */
  readonly resource?: Resource | undefined
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: (() => number) | undefined
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
}

type Fields = Record<string, unknown>

export type Format = {
  readonly name: FormatName
  readonly timeKey: string
  readonly messageKey: string
  /** For pino's `timestamp`: the key and the time now, `,"time":"2026-…Z"`. */
  readonly time: () => string
  /** For pino's `formatters.level`: pino's number, and the severity in the system's key. */
  readonly levelFields: (label: string, number: number) => Fields
  /** Who emits the record. */
  readonly resource: (resource: Resource) => Fields
  /** The id of the rule set that looked. */
  readonly stamp: (ruleSetId: string) => Fields
  readonly trace: (ids: TraceIds) => Fields
  readonly exception: (exception: ExceptionFields) => Fields
  /** Any standard fields in the system's names and shapes. */
  readonly fields: (fields: Partial<RecordFields>) => Fields
  /** The same as text; `isClean`: whether a document of JSON holds nothing. */
  readonly writer: (isClean: (document: string) => boolean) => MemberWriter
  /** A top-level name that the head of each line and a record's own fields both have; the later holds all. */
  readonly shared: string | undefined
  /** Top-level names that a caller's fields may not take: the standard's and the system's. */
  readonly reserved: ReadonlySet<string>
}

// https://www.elastic.co/docs/reference/ecs: the version whose names the field table uses.
const ECS_VERSION = '8.11.0'

/** What Google's agents move to the entry's labels: the one key that the resource and a request both write into. */
const LABELS = 'logging.googleapis.com/labels'

const TIME_KEYS: Readonly<Record<System, string>> = {
  ecs: '@timestamp',
  gcp: 'time',
  datadog: 'timestamp'
}

/**
 * The format of that name.
 *
 * @example
 * createFormat('ecs').levelFields('info', 30) // { level: 30, log: { level: 'info' } }
 */
export function createFormat(name: FormatName, options: FormatOptions = {}): Format {
  if (name === 'pino') return createPinoFormat(options)
  if (name === 'standard')
    return createRecordFormat(name, 'time', (fields) => fields, undefined, options)
  const map = createFieldMapper(name)
  const projectId = options.projectId ?? projectOf(options.env ?? process.env)
  const labels = labelsOf(map(options.resource ?? {}, projectId))
  const fields = (record: Partial<RecordFields>): Fields =>
    addLabels(map(record, projectId), labels)
  return createRecordFormat(name, TIME_KEYS[name], fields, labels, options)
}

function labelsOf(out: Fields): Fields | undefined {
  return out[LABELS] as Fields | undefined
}

function addLabels(out: Fields, labels: Fields | undefined): Fields {
  const own = labelsOf(out)
  if (own !== undefined && labels !== undefined) out[LABELS] = { ...labels, ...own }
  return out
}

function createRecordFormat(
  name: Exclude<FormatName, 'pino'>,
  timeKey: string,
  fields: (fields: Partial<RecordFields>) => Fields,
  labels: Fields | undefined,
  options: FormatOptions
): Format {
  const system = name === 'standard' ? undefined : name
  const projectId = options.projectId ?? projectOf(options.env ?? process.env)
  const constants = labels === undefined ? undefined : { [LABELS]: labels as Fields }
  return Object.freeze({
    name,
    timeKey,
    messageKey: 'message',
    time: createClock({ key: timeKey, ...(options.now === undefined ? {} : { now: options.now }) }),
    levelFields: (_label: string, level: number) => fields({ level, severity: toSeverity(level) }),
    resource: (resource: Resource) => ({ ...systemConstants(name), ...fields(resource) }),
    stamp: (ruleSetId: string) => fields({ pii: { rules: ruleSetId } }),
    trace: (ids: TraceIds) => fields(ids),
    exception: (exception: ExceptionFields) => fields({ exception }),
    fields,
    writer: (isClean: (document: string) => boolean) =>
      createMemberWriter({ system, projectId, constants, isClean }),
    shared: labels === undefined ? undefined : LABELS,
    reserved: new Set([...RESERVED_NAMES, ...systemNames(name)])
  })
}

/** pino's own record to the letter: nothing of ours is added, no name is reserved. */
function createPinoFormat(options: FormatOptions): Format {
  const nothing = (): Fields => ({})
  return Object.freeze({
    name: 'pino',
    timeKey: 'time',
    messageKey: 'msg',
    time: createEpochClock(options.now),
    levelFields: (_label: string, level: number) => ({ level }),
    resource: nothing,
    stamp: nothing,
    trace: nothing,
    exception: (exception: ExceptionFields) => ({ exception }),
    fields: (fields: Partial<RecordFields>) => ({ ...fields }),
    writer: (isClean: (document: string) => boolean) =>
      createMemberWriter({ system: undefined, projectId: undefined, isClean }),
    shared: undefined,
    reserved: new Set<string>()
  })
}

function systemConstants(name: FormatName): Fields {
  return name === 'ecs' ? { ecs: { version: ECS_VERSION } } : {}
}

function systemNames(name: Exclude<FormatName, 'pino'>): readonly string[] {
  if (name === 'standard') return []
  return [...topLevelNames(name), ...Object.keys(systemConstants(name))]
}

function projectOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return env.GOOGLE_CLOUD_PROJECT || undefined
}
