/**
 * The sinks that come with logveil, by type.
 *
 * Nothing comes in. Out: for each type, how its options are checked and how it is made.
 * Promise: here formats and sinks meet, so that a sink knows nothing of formats; the next sink is one more row.
 */
import { withFormat } from './formatted-sink.ts'
import type { Check, Fields } from './option-check.ts'
import type { Sink } from './sink.ts'
import type { SinkSettings } from './sink-settings.ts'
import {
  checkElasticsearchOptions,
  createElasticsearchSink,
  type ElasticsearchSinkOptions
} from './sinks/elasticsearch.ts'
import { checkFileOptions, createFileSink, type FileSinkOptions } from './sinks/file.ts'
import {
  checkHttpOptions,
  createHttpSink,
  type HttpSinkOptions,
  recordFormatOf
} from './sinks/http.ts'
import { checkOtlpOptions, createOtlpSink, type OtlpSinkOptions } from './sinks/otlp.ts'

/** A sink's own options, with its type. */
export type OwnSinkOptions =
  | ({ readonly type: 'file' } & FileSinkOptions)
  | ({ readonly type: 'otlp' } & OtlpSinkOptions)
  | ({ readonly type: 'http' } & HttpSinkOptions)
  | ({ readonly type: 'elasticsearch' } & ElasticsearchSinkOptions)

export type OwnSinkType = OwnSinkOptions['type']

type OwnSink = {
  readonly check: Check
  readonly create: (name: string, options: never) => Sink
}

/** By type; `type` itself is not among the options that they are given. */
export const OWN_SINKS: Readonly<Record<OwnSinkType, OwnSink>> = {
  file: {
    check: checkFileOptions,
    create: (name, options: FileSinkOptions) => createFileSink(name, options)
  },
  otlp: { check: checkOtlpOptions, create: createOtlpSink },
  http: { check: checkHttpOptions, create: createFormattedHttpSink },
  elasticsearch: { check: checkElasticsearchOptions, create: createElasticsearchSink }
}

/** What every sink takes beside its own options. */
const SETTINGS: Readonly<Record<keyof SinkSettings | 'type', true>> = {
  type: true,
  route: true,
  fields: true,
  cleanOnly: true,
  buffer: true,
  batch: true,
  retry: true,
  timeoutMs: true
}

/** A sink's own options, without those of every sink. */
export function ownOptions(options: Fields): Fields {
  return Object.fromEntries(
    Object.entries(options).filter(([key]) => !Object.hasOwn(SETTINGS, key))
  )
}

function createFormattedHttpSink(name: string, options: HttpSinkOptions): Sink {
  const sink = createHttpSink(name, options)
  const format = recordFormatOf(options)
  return format === undefined ? sink : withFormat(sink, format)
}
