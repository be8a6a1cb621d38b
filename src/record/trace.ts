/**
 * Which trace a record belongs to.
 *
 * In: an OpenTelemetry API object, or a request's headers. Out: trace ids in W3C's form, or undefined.
 * Promise: a header that breaks its format anywhere is ignored whole; nothing here throws, and no other part of a header is kept.
 */

export type TraceIds = {
  /** 32 lower-case hex digits, not all zero. */
  readonly trace_id: string
  /** 16 lower-case hex digits, not all zero. */
  readonly span_id?: string
  /** 2 hex digits; the lowest bit: sampled. */
  readonly trace_flags?: string
}

/** Request headers as Node gives them: lower-case names. */
export type HeaderValues = Readonly<Record<string, string | readonly string[] | undefined>>

/** What is read of `@opentelemetry/api`; handed in, so that it need not be installed. */
export type TraceApi = {
  readonly trace: {
    getActiveSpan(): { spanContext(): SpanIds } | undefined
  }
}

type SpanIds = { readonly traceId: string; readonly spanId: string; readonly traceFlags: number }

// W3C Trace Context, level 1, section 3.2.2: version 00 has exactly four parts; a later one may go on after a dash.
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
// Google Cloud: TRACE_ID/SPAN_ID;o=OPTIONS, the span id a decimal 64-bit number.
const CLOUD_TRACE = /^([0-9a-f]{32})(?:\/(\d{1,20}))?(?:;o=([01]))?$/
// AWS X-Ray: Root=1-<8 hex: epoch seconds>-<24 hex>; the W3C id is both parts in one.
const XRAY_ROOT = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/
const MAX_XRAY_LENGTH = 512
const MAX_SPAN = 0xffff_ffff_ffff_ffffn

/** The ids of a W3C `traceparent` header; undefined if it breaks the specification anywhere. */
export function parseTraceparent(header: string): TraceIds | undefined {
  const [, version, trace_id, span_id, flags, rest] = TRACEPARENT.exec(header) ?? []
  if (version === undefined || version === 'ff') return undefined
  if (version === '00' && rest !== undefined) return undefined
  // Of a later version only the sampled bit is known (section 3.2.2.5).
  const trace_flags = version === '00' ? flags : toFlags(Number.parseInt(flags ?? '', 16))
  return toIds(trace_id, span_id, trace_flags)
}

/** The ids of Google Cloud's `x-cloud-trace-context`. */
export function parseCloudTraceContext(header: string): TraceIds | undefined {
  const [, trace_id, span, sampled] = CLOUD_TRACE.exec(header) ?? []
  if (trace_id === undefined) return undefined
  const flags = sampled === undefined ? undefined : `0${sampled}`
  if (span === undefined || /^0+$/.test(span)) return toIds(trace_id, undefined, flags)
  const number = BigInt(span)
  if (number > MAX_SPAN) return undefined
  return toIds(trace_id, number.toString(16).padStart(16, '0'), flags)
}

/** The ids of AWS's `x-amzn-trace-id` (`Root=…;Parent=…;Sampled=…`). */
export function parseXrayTraceId(header: string): TraceIds | undefined {
  const parts = toXrayParts(header)
  const [, seconds, random] = XRAY_ROOT.exec(parts?.get('Root') ?? '') ?? []
  if (parts === undefined || seconds === undefined) return undefined
  const parent = parts.get('Parent')
  const sampled = parts.get('Sampled')
  if (parent !== undefined && !/^[0-9a-f]{16}$/.test(parent)) return undefined
  const flags = sampled === '0' || sampled === '1' ? `0${sampled}` : undefined
  return toIds(`${seconds}${random}`, parent, flags)
}

/** The ids in a request's headers: W3C's, else Google's, else AWS's. */
export function traceFromHeaders(headers: HeaderValues): TraceIds | undefined {
  return (
    parseHeader(headers.traceparent, parseTraceparent) ??
    parseHeader(headers['x-cloud-trace-context'], parseCloudTraceContext) ??
    parseHeader(headers['x-amzn-trace-id'], parseXrayTraceId)
  )
}

/** The ids of the active OpenTelemetry span; undefined if there is none or it is not a valid one. */
export function activeSpan(api: TraceApi | undefined): TraceIds | undefined {
  try {
    const context = api?.trace.getActiveSpan()?.spanContext()
    if (context === undefined) return undefined
    if (!/^[0-9a-f]{32}$/.test(context.traceId)) return undefined
    if (!/^[0-9a-f]{16}$/.test(context.spanId)) return undefined
    return toIds(context.traceId, context.spanId, toFlagText(context.traceFlags))
  } catch {
    // A tracer that throws must not cost the application its log line.
    return undefined
  }
}

function parseHeader(
  value: string | readonly string[] | undefined,
  parse: (text: string) => TraceIds | undefined
): TraceIds | undefined {
  // A header that was sent twice is no valid header.
  return typeof value === 'string' ? parse(value) : undefined
}

function toXrayParts(header: string): ReadonlyMap<string, string> | undefined {
  if (header.length > MAX_XRAY_LENGTH) return undefined
  const parts = new Map<string, string>()
  for (const part of header.split(';')) {
    const [key = '', value, ...rest] = part.trim().split('=')
    if (value === undefined || rest.length > 0 || parts.has(key)) return undefined
    parts.set(key, value)
  }
  return parts
}

function toIds(
  trace_id: string | undefined,
  span_id: string | undefined,
  trace_flags: string | undefined
): TraceIds | undefined {
  if (trace_id === undefined || /^0+$/.test(trace_id)) return undefined
  if (span_id !== undefined && /^0+$/.test(span_id)) return undefined
  return {
    trace_id,
    ...(span_id === undefined ? {} : { span_id }),
    ...(trace_flags === undefined ? {} : { trace_flags })
  }
}

function toFlags(flags: number): string {
  return (flags & 1) === 1 ? '01' : '00'
}

function toFlagText(flags: number): string {
  return (flags & 0xff).toString(16).padStart(2, '0')
}
