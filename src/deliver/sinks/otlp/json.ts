/**
 * OTLP's JSON encoding.
 *
 * In: resource attributes, a log record. Out: their JSON; requests of them.
 * Promise: as the specification asks: 64-bit integers are texts, ids are hex, names are camelCase.
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
import type { Encoding } from './encoding.ts'
import type { Attribute, LogRecord } from './log-record.ts'

export const JSON_ENCODING: Encoding = {
  contentType: 'application/json',
  encodeResource: (attributes) =>
    Buffer.from(JSON.stringify({ attributes: toKeyValues(attributes) })),
  encodeLog: (log) => Buffer.from(JSON.stringify(toJson(log))),
  encodeRequest: (groups) =>
    Buffer.from(
      `{"resourceLogs":[${groups
        .map(
          ({ resource, logs }) =>
            `{"resource":${resource},"scopeLogs":[{"scope":{"name":"logveil"},"logRecords":[${logs.join(',')}]}]}`
        )
        .join(',')}]}`
    )
}

function toJson(log: LogRecord): object {
  return {
    timeUnixNano: log.timeUnixNano,
    observedTimeUnixNano: log.timeUnixNano,
    severityNumber: log.severityNumber,
    severityText: log.severityText,
    ...(log.body === undefined ? {} : { body: toAnyValue(log.body) }),
    attributes: toKeyValues(log.attributes),
    flags: log.flags,
    traceId: log.traceId,
    spanId: log.spanId,
    eventName: log.eventName
  }
}

function toKeyValues(attributes: readonly Attribute[]): readonly object[] {
  return attributes.map(([key, value]) => ({ key, value: toAnyValue(value) }))
}

function toAnyValue(value: unknown): object {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(toAnyValue) } }
  if (typeof value === 'object' && value !== null) {
    return { kvlistValue: { values: toKeyValues(Object.entries(value)) } }
  }
  return {}
}
