/**
 * What is done to a value on its way into another system's record: one small function for each word in the field table.
 *
 * In: a value of the standard record, the whole record, what is known of the surroundings. Out: the other system's value.
 * Promise: pure; a value of the wrong type is handed on as it is, so that nothing is lost and nothing throws.
 */
import type { Conversion, RecordFields } from '../record/fields.ts'

/** What a conversion may ask beside the value. */
export type Surroundings = {
  /** The record that the value is from. */
  readonly record: Partial<RecordFields>
  /** Google Cloud project, if known. */
  readonly projectId: string | undefined
}

export type Convert = (value: unknown, surroundings: Surroundings) => unknown

const NS_PER_MS = 1e6
const MS_PER_S = 1000
const ZERO = 48
const POINT = 46

/** Conversions by the name that the field table uses. */
export const CONVERSIONS: Readonly<Record<Conversion, Convert>> = {
  lowerCase: (value) => (typeof value === 'string' ? value.toLowerCase() : value),
  text: (value) => ofNumber(value, String),
  nanoseconds: (value) => ofNumber(value, toNanoseconds),
  secondsText: (value) => ofNumber(value, toSecondsText),
  sampled: (value) => ofHex(value, isSampled),
  traceName: (value, { projectId }) =>
    projectId === undefined ? value : ofHex(value, (id) => `projects/${projectId}/traces/${id}`),
  datadogTraceId: (value) => ofHex(value, toDatadogTraceId),
  datadogSpanId: (value) => ofHex(value, toDecimal),
  eventOutcome: (_value, { record }) => toEventOutcome(record),
  pathAndQuery: (_value, { record }) => toPathAndQuery(record)
}

/** Those that read the record and not the value: the same of each field that asks for them. */
export const OF_RECORD: ReadonlySet<Convert | undefined> = new Set([
  CONVERSIONS.eventOutcome,
  CONVERSIONS.pathAndQuery
])

/** Whole nanoseconds, for ECS `event.duration` and Datadog's `duration`. */
export function toNanoseconds(ms: number): number {
  return Math.round(ms * NS_PER_MS)
}

/** protobuf's Duration in JSON: seconds with at most nine decimals and an `s`. */
export function toSecondsText(ms: number): string {
  const text = (ms / MS_PER_S).toFixed(9)
  let end = text.length
  while (text.charCodeAt(end - 1) === ZERO) end--
  if (text.charCodeAt(end - 1) === POINT) end--
  return `${text.slice(0, end)}s`
}

/**
 * Datadog's own tracers log a 128-bit trace id as 32 hex digits, and in decimal where the upper 64 bits are zero
 * (DD_TRACE_128_BIT_TRACEID_LOGGING_ENABLED, on by default; dd-trace-go pull request 1746).
 */
export function toDatadogTraceId(traceId: string): string {
  return traceId.startsWith('0'.repeat(16)) ? toDecimal(traceId) : traceId
}

/** The lowest bit of W3C trace flags. */
export function isSampled(flags: string): boolean {
  return (Number.parseInt(flags, 16) & 1) === 1
}

/** Hex digits as the decimal number that Datadog's span ids are. */
export function toDecimal(hex: string): string {
  return BigInt(`0x${hex}`).toString()
}

/** ECS knows `success`, `failure`, `unknown`; a client that gave up says nothing about us. */
export function toEventOutcome(record: Partial<RecordFields>): string {
  if (record.outcome === 'aborted') return 'unknown'
  const status = record.http?.response?.status_code ?? 0
  return record.outcome === 'completed' && status < 500 ? 'success' : 'failure'
}

/** Path and query in one. */
export function toPathAndQuery(record: Partial<RecordFields>): string {
  const { path = '', query } = record.url ?? {}
  return query === undefined || query === '' ? path : `${path}?${query}`
}

function ofNumber(value: unknown, convert: (value: number) => unknown): unknown {
  return typeof value === 'number' && Number.isFinite(value) ? convert(value) : value
}

function ofHex(value: unknown, convert: (value: string) => unknown): unknown {
  return typeof value === 'string' && /^[0-9a-f]+$/.test(value) ? convert(value) : value
}
