/**
 * Loki's push format.
 *
 * In: records. Out: streams of `[nanoseconds as text, line, structured metadata]`.
 * Promise: labels come from a few named fields with few values, never from a caller's; within a stream the order stays.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 */
import type { SafeRecord, SinkRecord } from '../../sink.ts'
import type { Formatter, Piece } from './formatter.ts'

const LABELS: readonly string[] = ['service.name', 'deployment.environment.name', 'severity']

/** In the metadata of an entry: found without reading the line, and too many values for a label. */
const METADATA: readonly string[] = ['trace_id', 'span_id', 'record_id', 'request_id']

type LokiPiece = Piece & { readonly stream: string }

export function createLoki(labels: readonly string[] = LABELS): Formatter {
  return {
    contentType: 'application/json',
    path: '/loki/api/v1/push',
    maxBytes: 4_000_000,
    maxRecords: 1000,
    toPiece: (record) => toPiece(record, labels),
    toBody: (pieces) => toBody(pieces as readonly LokiPiece[])
  }
}

function toPiece(record: SinkRecord, labels: readonly string[]): LokiPiece {
  const fields = record.record()
  const stream = JSON.stringify(pick(fields, labels))
  const metadata = pick(fields, METADATA)
  const text = JSON.stringify([toNanoseconds(fields.time), record.line, metadata])
  // Counted as if each entry had a stream of its own: more than it will be.
  return { text, stream, size: Buffer.byteLength(text) + stream.length + 40 }
}

function toBody(pieces: readonly LokiPiece[]): string {
  const streams = new Map<string, string[]>()
  for (const { stream, text } of pieces) {
    const values = streams.get(stream)
    if (values === undefined) streams.set(stream, [text])
    else values.push(text)
  }
  const texts = [...streams].map(
    ([stream, values]) => `{"stream":${stream},"values":[${values.join(',')}]}`
  )
  return `{"streams":[${texts.join(',')}]}`
}

function pick(record: SafeRecord, names: readonly string[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const name of names) {
    const value = valueAt(record, name)
    if (typeof value === 'string' || typeof value === 'number') found[toLabel(name)] = String(value)
  }
  return found
}

function valueAt(record: SafeRecord, name: string): unknown {
  let value: unknown = record
  for (const part of name.split('.')) value = (value as SafeRecord | null | undefined)?.[part]
  return value
}

/** Prometheus' label names have no dots. */
function toLabel(name: string): string {
  return name.replace(/\W/g, '_')
}

// The fraction by itself: nanoseconds since 1970 are more than a double holds.
const TIME = /^(.{19})(?:\.(\d{1,9}))?Z$/

function toNanoseconds(time: unknown): string {
  const [, seconds = '', fraction = ''] = TIME.exec(String(time)) ?? []
  const ms = Date.parse(`${seconds}Z`)
  if (Number.isNaN(ms)) throw new Error('a record without a time')
  return `${BigInt(ms / 1000)}${fraction.padEnd(9, '0')}`
}
