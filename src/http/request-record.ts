/**
 * The standard fields of one request.
 *
 * In: what an exchange saw. Out: nested fields as the record has them. Promise: pure; a header is only there if it was asked for by name.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Outcome } from '../record/fields.ts'
import { REQUEST_EVENT, type RequestRecord, requestErrorType, toMethod } from '../record/request.ts'
import type { TraceIds } from '../record/trace.ts'
import type { Target } from './target.ts'

/** All that was seen of a request. */
export type Sighting = {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly requestId: string
  readonly trace: TraceIds | undefined
  readonly target: Target
  readonly clientAddress: string | undefined
  readonly userAgent: string | undefined
  readonly route: string | undefined
  readonly outcome: Outcome
  readonly latency: number
  readonly ttfb: number | undefined
  readonly status: number | undefined
  readonly bytes: number
  /** Class of the error that made the request fail. */
  readonly exceptionType: string | undefined
  readonly requestHeaders: readonly string[]
  readonly responseHeaders: readonly string[]
}

/** The record of a request, without message and the caller's fields. */
export function toRequestRecord(seen: Sighting): RequestRecord {
  const errorType = requestErrorType(seen.exceptionType, seen.status)
  return {
    event_name: REQUEST_EVENT,
    request_id: seen.requestId,
    ...seen.trace,
    ...(seen.route === undefined ? {} : { route: seen.route }),
    latency_ms: toMilliseconds(seen.latency),
    ...(seen.ttfb === undefined ? {} : { ttfb_ms: toMilliseconds(seen.ttfb) }),
    outcome: seen.outcome,
    http: toHttp(seen),
    url: seen.target,
    ...(seen.clientAddress === undefined ? {} : { client: { address: seen.clientAddress } }),
    ...(seen.userAgent === undefined ? {} : { user_agent: { original: seen.userAgent } }),
    ...(errorType === undefined ? {} : { error: { type: errorType } })
  }
}

function toHttp(seen: Sighting): RequestRecord['http'] {
  const size = requestSize(seen.req)
  const asked = pickHeaders(seen.requestHeaders, (name) => seen.req.headers[name])
  const request = {
    method: toMethod(seen.req.method),
    ...(size === undefined ? {} : { body: { size } }),
    ...(asked === undefined ? {} : { header: asked })
  }
  if (seen.status === undefined) return { request }
  const sent = pickHeaders(seen.responseHeaders, (name) => seen.res.getHeader(name))
  const response = {
    status_code: seen.status,
    body: { size: hasBody(seen) ? seen.bytes : 0 },
    ...(sent === undefined ? {} : { header: sent })
  }
  return { request, response }
}

/** As announced; of a chunked body it is not known without reading it. */
function requestSize(req: IncomingMessage): number | undefined {
  const length = req.headers['content-length']
  if (length === undefined || !/^\d{1,15}$/.test(length)) return undefined
  return Number(length)
}

/** RFC 9110, section 6.4.1: what is written as body of these never leaves. */
function hasBody({ req, status }: Sighting): boolean {
  return req.method !== 'HEAD' && status !== 204 && status !== 304
}

function pickHeaders(
  names: readonly string[],
  read: (name: string) => string | readonly string[] | number | undefined
): Record<string, string> | undefined {
  const found: [string, string][] = []
  for (const name of names) {
    const value = read(name)
    if (value !== undefined)
      found.push([name, Array.isArray(value) ? value.join(', ') : `${value}`])
  }
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

function toMilliseconds(duration: number): number {
  return Math.round(Math.max(0, duration) * 1000) / 1000
}
