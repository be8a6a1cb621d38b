/**
 * The one table of field definitions: the standard record.
 *
 * Nothing comes in. Out: the table, the reserved names and the TypeScript type of a record.
 * Promise: the JSON Schema, the formats and docs/reference/fields.md are made from this table; a test holds the type against it.
 */
import { ENVELOPE_FIELDS } from './fields-envelope.ts'
import { REQUEST_FIELDS } from './fields-request.ts'
import { RESOURCE_FIELDS } from './fields-resource.ts'

/** Systems that the standard record is mapped to on stdout. */
export type System = 'ecs' | 'gcp' | 'datadog'

/** What is done to a value on its way to another system; each is a named function in formats/conversions.ts. */
export type Conversion =
  | 'lowerCase'
  | 'text'
  | 'nanoseconds'
  | 'secondsText'
  | 'sampled'
  | 'traceName'
  | 'datadogTraceId'
  | 'datadogSpanId'
  | 'eventOutcome'
  | 'pathAndQuery'

/** One place in another system: `to` is a dotted path of nested objects, `key` one top-level key that holds dots itself. */
export type Target =
  | string
  | { readonly to: string; readonly as?: Conversion }
  | { readonly key: string; readonly to?: string; readonly as?: Conversion }

/** `'same'`, `'none'`, one place, or several. */
export type Mapping = Target | readonly Target[]

export type FieldType = 'string' | 'integer' | 'number' | 'object' | 'array'

export type FieldDefinition = {
  readonly type: FieldType
  readonly unit?: 'ms' | 'bytes'
  readonly meaning: string
  /** What the JSON Schema asks beyond the type. */
  readonly shape?: {
    readonly pattern?: string
    readonly enum?: readonly string[]
    readonly minimum?: number
  }
  readonly otel: string
  readonly ecs: Mapping
  readonly gcp: Mapping
  readonly datadog: Mapping
  /** Only logveil writes it, or has validated its shape: exempt from the scan by position. */
  readonly trusted?: true
  /** Added on delivery, or on stdout with `resource: 'full'`. */
  readonly delivered?: true
  readonly required?: true
  /** What the column is in a store that tells more apart than JSON does. */
  readonly column?: 'timestamp' | 'ip' | 'text'
}

type FieldTable = typeof ENVELOPE_FIELDS & typeof RESOURCE_FIELDS & typeof REQUEST_FIELDS

/** Dotted name of a standard field, as on the line. */
export type FieldName = keyof FieldTable

/** The table: every standard field by its dotted name. */
export const FIELDS: FieldTable = Object.freeze({
  ...ENVELOPE_FIELDS,
  ...RESOURCE_FIELDS,
  ...REQUEST_FIELDS
})

/** The table as a list, in the order of the reference page. */
export const FIELD_LIST: readonly (readonly [FieldName, FieldDefinition])[] = Object.freeze(
  (Object.keys(FIELDS) as FieldName[]).map((name) => [name, FIELDS[name]] as const)
)

/** First part of each field's name: what a caller cannot use as a top-level name. */
export type ReservedName = keyof RecordFields

/** The reserved top-level names of the standard record. */
export const RESERVED_NAMES: ReadonlySet<ReservedName> = new Set(
  FIELD_LIST.map(([name]) => name.split('.', 1)[0] as ReservedName)
)

export type Severity = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL'

export type Outcome = 'completed' | 'aborted' | 'timeout' | 'error'

/** What was found on a line: never the value. */
export type FoundSummary = {
  readonly type: string
  readonly field: string
  readonly count: number
}

export type ExceptionFields = {
  type: string
  message: string
  stacktrace: string
}

/** The standard record, nested as on the line. Callers' own fields stand beside these. */
export type RecordFields = {
  time: string
  level: number
  severity: Severity
  message: string
  event_name: string
  record_id: string
  service: {
    name: string
    version?: string | undefined
    namespace?: string | undefined
    instance?: { id: string } | undefined
  }
  deployment: { environment: { name: string } }
  host: { name: string }
  process: { pid: number }
  container: {
    id?: string | undefined
    name?: string | undefined
    image?: { name: string } | undefined
  }
  k8s: {
    cluster?: { name: string } | undefined
    namespace?: { name: string } | undefined
    node?: { name: string } | undefined
    pod?: { name?: string | undefined; uid?: string | undefined } | undefined
    container?: { name: string } | undefined
    deployment?: { name: string } | undefined
  }
  trace_id: string
  span_id: string
  trace_flags: string
  request_id: string
  route: string
  latency_ms: number
  ttfb_ms: number
  outcome: Outcome
  http: {
    request?:
      | {
          method?: string | undefined
          body?: { size: number } | undefined
          header?: Readonly<Record<string, string | readonly string[]>> | undefined
        }
      | undefined
    response?:
      | {
          status_code?: number | undefined
          body?: { size: number } | undefined
          header?: Readonly<Record<string, string | readonly string[]>> | undefined
        }
      | undefined
  }
  url: { path?: string | undefined; query?: string | undefined }
  client: { address: string }
  user_agent: { original: string }
  error: { type: string }
  exception: ExceptionFields
  attrs: Readonly<Record<string, unknown>>
  pii: {
    rules: string
    found?: readonly FoundSummary[] | undefined
    state?: 'local' | 'pending' | 'cleared' | 'withheld' | undefined
    inspector?: string | undefined
  }
}
