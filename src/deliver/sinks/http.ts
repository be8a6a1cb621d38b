/**
 * The sink `http`: batches of records, POSTed to any URL.
 *
 * In: records. Out: one request after the other, in the shape that the intake asks for (NDJSON, a JSON array, Datadog's,
 * Loki's, Fluent's). Promise: bounded requests, certificates verified, no redirect followed, no credential in any reason.
 */
import { type Check, expecting, isText, isWords, oneOf } from '../option-check.ts'
import type { Sink } from '../sink.ts'
import { post } from './client/post.ts'
import { type PostOptions, postOptions, toDestination, toLimits } from './client/post-options.ts'
import { createPostSink } from './client/post-sink.ts'
import { toPartResult } from './client/status.ts'
import { createFormatter, FORMATTER_NAMES, type FormatterOptions } from './intake/formatter.ts'

/** What the sink `http` can be told. `gzip` is off by default, `maxBytes` and `maxRecords` are the intake's limits. */
export type HttpSinkOptions = PostOptions & FormatterOptions

/** Every problem of the options. */
export const checkHttpOptions: Check = postOptions({
  formatter: oneOf(FORMATTER_NAMES),
  source: isText,
  tags: isText,
  labels: expecting(
    "a list of fields' names",
    (value) => Array.isArray(value) && value.every(isWords)
  )
})

/**
 * A sink for any HTTP intake.
 *
 * @example
 * createHttpSink('vector', { url: 'https://vector.example.com:8080/', headers: { 'x-api-key': key } })
 */
export function createHttpSink(name: string, options: HttpSinkOptions): Sink {
  const formatter = createFormatter(options)
  const to = toDestination(options, false, formatter.path)
  const { contentType, maxRecordBytes } = formatter
  return createPostSink(name, {
    limits: toLimits(options, formatter),
    ...(maxRecordBytes === undefined ? {} : { maxRecordBytes }),
    toPiece: (record) => formatter.toPiece(record),
    async send(part, signal) {
      return toPartResult(await post(to, { body: formatter.toBody(part), contentType }, signal))
    }
  })
}

/** The system whose names the records must have for this intake; undefined: the standard record. */
export function recordFormatOf(options: HttpSinkOptions): 'datadog' | undefined {
  return options.formatter === 'datadog' ? 'datadog' : undefined
}
