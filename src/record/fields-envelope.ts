/**
 * The rows of the field table that every record can have: the envelope, the request-independent ids, errors, and logveil's own stamp.
 *
 * Nothing comes in; out goes a constant. A mapping is `'same'` (keeps its name), `'none'` (that system has no place for it),
 * a dotted path (nested objects), `{ key, … }` (a key that itself holds dots) or `{ to, as }` (converted on the way; formats/conversions.ts).
 */

/** Rows of the field table: name on the line → definition. */
export const ENVELOPE_FIELDS = {
  time: {
    type: 'string',
    meaning: 'When the call was made, RFC 3339 in UTC; for a request its end.',
    shape: { pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3,9}Z$' },
    otel: 'Timestamp',
    ecs: '@timestamp',
    gcp: 'time',
    datadog: 'timestamp',
    trusted: true,
    required: true,
    column: 'timestamp'
  },
  level: {
    type: 'integer',
    meaning: "pino's level number; kept in every format because pino routes by it.",
    shape: { minimum: 0 },
    otel: 'SeverityNumber',
    ecs: 'same',
    gcp: 'same',
    datadog: 'same',
    trusted: true,
    required: true
  },
  severity: {
    type: 'string',
    meaning: 'The level as a word; a custom level counts as the next lower standard one.',
    shape: { enum: ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] },
    otel: 'SeverityText',
    ecs: { to: 'log.level', as: 'lowerCase' },
    gcp: 'severity',
    datadog: 'status',
    trusted: true,
    required: true
  },
  message: {
    type: 'string',
    meaning: 'The sentence that was logged.',
    otel: 'Body',
    ecs: 'same',
    gcp: 'same',
    datadog: 'same',
    column: 'text'
  },
  event_name: {
    type: 'string',
    meaning: 'What kind of record logveil itself wrote; absent on plain logs.',
    shape: { pattern: '^logveil\\.(request|job|indicator|ledger|manifest)$' },
    otel: 'EventName',
    ecs: 'event.dataset',
    gcp: 'same',
    datadog: 'evt.name',
    trusted: true
  },
  record_id: {
    type: 'string',
    meaning: 'UUIDv7 of the record; what destinations dedupe on.',
    shape: {
      pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'
    },
    otel: 'log.record.uid',
    ecs: 'event.id',
    gcp: { key: 'logging.googleapis.com/insertId' },
    datadog: 'same',
    trusted: true,
    delivered: true
  },
  trace_id: {
    type: 'string',
    meaning: 'Trace that the record belongs to: 32 hex digits.',
    shape: { pattern: '^(?!0{32})[0-9a-f]{32}$' },
    otel: 'TraceId',
    ecs: 'trace.id',
    gcp: { key: 'logging.googleapis.com/trace', as: 'traceName' },
    datadog: { to: 'dd.trace_id', as: 'datadogTraceId' },
    trusted: true
  },
  span_id: {
    type: 'string',
    meaning: 'Span that the record belongs to: 16 hex digits.',
    shape: { pattern: '^(?!0{16})[0-9a-f]{16}$' },
    otel: 'SpanId',
    ecs: 'span.id',
    gcp: { key: 'logging.googleapis.com/spanId' },
    datadog: { to: 'dd.span_id', as: 'datadogSpanId' },
    trusted: true
  },
  trace_flags: {
    type: 'string',
    meaning: 'W3C trace flags: 2 hex digits, the lowest bit says that the trace is sampled.',
    shape: { pattern: '^[0-9a-f]{2}$' },
    otel: 'TraceFlags',
    ecs: 'same',
    gcp: { key: 'logging.googleapis.com/trace_sampled', as: 'sampled' },
    datadog: 'same',
    trusted: true
  },
  'error.type': {
    type: 'string',
    meaning: 'Class of error of low cardinality: exception class, or the status as text.',
    otel: 'same',
    ecs: 'same',
    gcp: 'same',
    datadog: 'error.kind'
  },
  'exception.type': {
    type: 'string',
    meaning: "The error's class.",
    otel: 'same',
    ecs: 'error.type',
    gcp: 'same',
    datadog: 'error.kind'
  },
  'exception.message': {
    type: 'string',
    meaning: "The error's message.",
    otel: 'same',
    ecs: 'error.message',
    gcp: 'same',
    datadog: 'error.message',
    column: 'text'
  },
  'exception.stacktrace': {
    type: 'string',
    meaning: "The error's stack; causes and an AggregateError's members appended, at most 10.",
    otel: 'same',
    ecs: 'error.stack_trace',
    gcp: ['exception.stacktrace', 'stack_trace'],
    datadog: 'error.stack',
    column: 'text'
  },
  attrs: {
    type: 'object',
    meaning:
      "The caller's fields whose names are reserved; on delivery to fixed columns all of them.",
    otel: 'attributes',
    ecs: 'same',
    gcp: 'same',
    datadog: 'same'
  },
  'pii.rules': {
    type: 'string',
    meaning: 'Id of the rule set that looked at this line; on every line.',
    shape: { pattern: '^[0-9a-f]{12}$' },
    otel: 'logveil.pii.rules',
    ecs: 'same',
    gcp: 'same',
    datadog: 'same',
    trusted: true,
    required: true
  },
  'pii.found': {
    type: 'array',
    meaning:
      'What was found, never the value: infoType, JSON Pointer of the field with indexes as `*`, count.',
    otel: 'logveil.pii.found',
    ecs: 'same',
    gcp: 'same',
    datadog: 'same',
    trusted: true
  },
  'pii.state': {
    type: 'string',
    meaning: 'How far the second opinion has come.',
    shape: { enum: ['local', 'pending', 'cleared', 'withheld'] },
    otel: 'logveil.pii.state',
    ecs: 'same',
    gcp: 'same',
    datadog: 'same',
    trusted: true,
    delivered: true
  },
  'pii.inspector': {
    type: 'string',
    meaning: 'Who gave the second opinion.',
    otel: 'logveil.pii.inspector',
    ecs: 'same',
    gcp: 'same',
    datadog: 'same',
    trusted: true,
    delivered: true
  }
} as const
