/**
 * One request as a record.
 *
 * In: what a middleware measured. Out: the names, the message and the default level of the request's one record.
 * Promise: pure; the message holds the route template, never the raw path.
 */
import type { Outcome, RecordFields } from './fields.ts'

/** `event_name` of request records. */
export const REQUEST_EVENT = 'logveil.request'

/** How a request can end. */
export const OUTCOMES: readonly Outcome[] = ['completed', 'aborted', 'timeout', 'error']

/** Standard fields of a request record. */
export type RequestRecord = Pick<
  RecordFields,
  'event_name' | 'request_id' | 'latency_ms' | 'outcome' | 'http'
> &
  Partial<RecordFields>

export type RequestLevel = 'info' | 'warn' | 'error'

// RFC 9110, RFC 5789 (PATCH) and QUERY; anything else is `_OTHER`, as OpenTelemetry asks for a bounded set.
const METHODS: ReadonlySet<string> = new Set([
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'QUERY',
  'TRACE'
])

/** The method if it is a known one, else `_OTHER`. */
export function toMethod(method: string | undefined): string {
  return method !== undefined && METHODS.has(method) ? method : '_OTHER'
}

/** `error` for a failure of ours (status from 500, or the handler threw), `warn` if it was cut off, else `info`. */
export function requestLevel(outcome: Outcome, status: number | undefined): RequestLevel {
  if (outcome === 'error' || (status !== undefined && status >= 500)) return 'error'
  return outcome === 'completed' ? 'info' : 'warn'
}

/** The message of a request record: `GET /users/:id 200`, `POST /pay aborted`. */
export function requestMessage(record: Pick<RequestRecord, 'http' | 'outcome' | 'route'>): string {
  const parts = [record.http.request?.method ?? '_OTHER']
  if (record.route !== undefined) parts.push(record.route)
  const status = record.http.response?.status_code
  if (status !== undefined) parts.push(String(status))
  if (record.outcome !== 'completed') parts.push(record.outcome)
  return parts.join(' ')
}

/** `error.type` of a request: the exception's class, else the status as text from 500 on; absent on success. */
export function requestErrorType(
  exceptionType: string | undefined,
  status: number | undefined
): string | undefined {
  if (exceptionType !== undefined) return exceptionType
  return status !== undefined && status >= 500 ? String(status) : undefined
}
