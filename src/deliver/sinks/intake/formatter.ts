/**
 * The shapes that an HTTP intake can ask for.
 *
 * In: records. Out: pieces, and the body that some pieces make together.
 * Promise: a piece is one record; its line is copied, not printed anew, wherever the intake takes a line.
 */
import type { SinkRecord } from '../../sink.ts'
import { createLoki } from './loki.ts'

export type Piece = {
  readonly text: string
  /** Bytes that it adds to a body. */
  readonly size: number
}

export type Formatter = {
  readonly contentType: string
  readonly path: string
  readonly maxBytes: number
  readonly maxRecords: number
  /** Largest record that the intake takes whole. */
  readonly maxRecordBytes?: number
  toPiece(record: SinkRecord): Piece
  toBody(pieces: readonly Piece[]): string
}

export type FormatterOptions = {
  /** What a request looks like. @default 'ndjson' */
  readonly formatter?: FormatterName
  /** Datadog: `ddsource`. @default 'nodejs' */
  readonly source?: string
  /** Datadog: `ddtags`, as in `team:web,region:eu`. */
  readonly tags?: string
  /**
   * Loki: fields whose values are a stream's labels; few values each.
   * @default ['service.name', 'deployment.environment.name', 'severity']
   */
  readonly labels?: readonly string[]
}

export type FormatterName = 'ndjson' | 'json' | 'datadog' | 'loki' | 'fluent'

export const FORMATTER_NAMES: readonly FormatterName[] = [
  'ndjson',
  'json',
  'datadog',
  'loki',
  'fluent'
]

const MEGABYTE = 1_000_000

/** The formatter of that name. */
export function createFormatter(options: FormatterOptions): Formatter {
  switch (options.formatter ?? 'ndjson') {
    case 'ndjson':
      return NDJSON
    case 'json':
      return JSON_ARRAY
    case 'datadog':
      return createDatadog(options)
    case 'loki':
      return createLoki(options.labels)
    case 'fluent':
      return FLUENT
  }
}

const NDJSON: Formatter = {
  contentType: 'application/x-ndjson',
  path: '/',
  maxBytes: 4 * MEGABYTE,
  maxRecords: 1000,
  toPiece: ({ line }) => toPiece(line),
  toBody: (pieces) => `${textsOf(pieces).join('\n')}\n`
}

const JSON_ARRAY: Formatter = {
  contentType: 'application/json',
  path: '/',
  maxBytes: 4 * MEGABYTE,
  maxRecords: 1000,
  toPiece: ({ line }) => toPiece(line),
  toBody: (pieces) => `[${textsOf(pieces).join(',')}]`
}

// Fluent Bit's in_http and Fluentd's take an array; `date` in seconds is the name that their own outputs give the time.
const FLUENT: Formatter = {
  ...JSON_ARRAY,
  toPiece: (record) => {
    const seconds = Date.parse(String(record.record().time)) / 1000
    return toPiece(Number.isNaN(seconds) ? record.line : withMember('date', seconds, record.line))
  }
}

/**
 * https://docs.datadoghq.com/api/latest/logs/: 1,000 logs and 5 MB a request; a log of more than 1 MB is cut and answered
 * with 2xx, so it is refused here. The records must be in Datadog's own names (formats/mapping.ts).
 */
function createDatadog({ source = 'nodejs', tags }: FormatterOptions): Formatter {
  return {
    ...JSON_ARRAY,
    path: '/api/v2/logs',
    maxBytes: 5 * MEGABYTE,
    maxRecordBytes: MEGABYTE,
    toPiece: ({ line }) => {
      const tagged = tags === undefined ? line : withMember('ddtags', tags, line)
      return toPiece(withMember('ddsource', source, tagged))
    }
  }
}

/** A member in front of the others; a later one of the same name wins in every reader. */
function withMember(name: string, value: string | number, line: string): string {
  const member = `${JSON.stringify(name)}:${JSON.stringify(value)}`
  return line === '{}' ? `{${member}}` : `{${member},${line.slice(1)}`
}

function toPiece(text: string): Piece {
  // One more for what stands between two pieces.
  return { text, size: Buffer.byteLength(text) + 1 }
}

function textsOf(pieces: readonly Piece[]): readonly string[] {
  return pieces.map(({ text }) => text)
}
