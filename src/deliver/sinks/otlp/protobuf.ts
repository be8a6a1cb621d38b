/**
 * OTLP's protobuf encoding.
 *
 * In: resource attributes, a log record. Out: their bytes; requests of them.
 * Promise: byte for byte what opentelemetry-proto describes (a real Collector reads it in test/integration).
 *
 * Four kinds of field in five messages: less code here than a protobuf library needs to be told of them, and
 * `@opentelemetry/otlp-transformer` brings three SDKs with it (80 MB unpacked).
 *
 *     ExportLogsServiceRequest { 1: ResourceLogs* }       ResourceLogs { 1: Resource, 2: ScopeLogs* }
 *     Resource { 1: KeyValue* }                           ScopeLogs { 1: Scope { 1: name }, 2: LogRecord* }
 *     LogRecord { 1: fixed64 time, 2: severity number, 3: severity text, 5: AnyValue body, 6: KeyValue*, 8: fixed32 flags,
 *                 9: trace id, 10: span id, 11: fixed64 observed time, 12: event name }
 *     KeyValue { 1: key, 2: AnyValue }                    AnyValue { 1: string, 2: bool, 3: int64, 4: double, 5: { 1: AnyValue* },
 *                                                                    6: { 1: KeyValue* } }
 */
import type { Encoding } from './encoding.ts'
import type { Attribute, LogRecord } from './log-record.ts'
import { ProtobufWriter } from './protobuf-writer.ts'

const writer = new ProtobufWriter()

export const PROTOBUF_ENCODING: Encoding = {
  contentType: 'application/x-protobuf',
  encodeResource(attributes) {
    writer.reset()
    for (const attribute of attributes) writeKeyValue(1, attribute)
    return writer.take()
  },
  encodeLog(log) {
    writer.reset()
    writeLog(log)
    return writer.take()
  },
  encodeRequest(groups) {
    writer.reset()
    for (const { resource, logs } of groups) {
      writer.message(1, () => {
        writer.bytes(1, resource)
        writer.message(2, () => {
          writer.message(1, () => writer.text(1, 'logveil'))
          for (const log of logs) writer.bytes(2, log)
        })
      })
    }
    return writer.take()
  }
}

function writeLog(log: LogRecord): void {
  const time = BigInt(log.timeUnixNano)
  writer.fixed64(1, time)
  writer.varint(2, log.severityNumber)
  writer.text(3, log.severityText)
  if (log.body !== undefined) writer.message(5, () => writeAnyValue(log.body))
  for (const attribute of log.attributes) writeKeyValue(6, attribute)
  if (log.flags !== 0) writer.fixed32(8, log.flags)
  if (log.traceId !== '') writer.bytes(9, Buffer.from(log.traceId, 'hex'))
  if (log.spanId !== '') writer.bytes(10, Buffer.from(log.spanId, 'hex'))
  writer.fixed64(11, time)
  if (log.eventName !== '') writer.text(12, log.eventName)
}

function writeKeyValue(field: number, [key, value]: Attribute): void {
  writer.message(field, () => {
    writer.text(1, key)
    writer.message(2, () => writeAnyValue(value))
  })
}

function writeAnyValue(value: unknown): void {
  if (typeof value === 'string') writer.text(1, value)
  else if (typeof value === 'boolean') writer.varint(2, value ? 1 : 0)
  else if (typeof value === 'number') writeNumber(value)
  else if (Array.isArray(value)) {
    writer.message(5, () => {
      for (const each of value) writer.message(1, () => writeAnyValue(each))
    })
  } else if (typeof value === 'object' && value !== null) {
    writer.message(6, () => {
      for (const attribute of Object.entries(value)) writeKeyValue(1, attribute)
    })
  }
}

function writeNumber(value: number): void {
  if (Number.isSafeInteger(value)) writer.varint(3, value)
  else writer.double(4, value)
}
