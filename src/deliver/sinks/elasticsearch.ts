/**
 * The sink `elasticsearch`: bulk requests to Elasticsearch or OpenSearch.
 *
 * In: records. Out: documents with the record's own id, so that a record sent twice is stored once; before the first of
 * them, the index template made from the field table. Promise: each record has its own outcome; no reason holds a text
 * of the destination, which may quote the document: only a status and the type of the error.
 */
import type { ElasticsearchFlavor } from '../../record/schema-elasticsearch.ts'
import { type Check, expecting, isBoolean, isWords, oneOf } from '../option-check.ts'
import type { Sink } from '../sink.ts'
import type { PartResult } from './client/parts.ts'
import { post } from './client/post.ts'
import { type PostOptions, postOptions, toDestination, toLimits } from './client/post-options.ts'
import { createPostSink } from './client/post-sink.ts'
import { toPartResult } from './client/status.ts'
import { readOutcomes } from './elasticsearch/bulk-answer.ts'
import { toDocument } from './elasticsearch/document.ts'
import { createSetup } from './elasticsearch/setup.ts'

/** What the sink `elasticsearch` can be told. `gzip` is on by default. */
export type ElasticsearchSinkOptions = PostOptions & {
  /**
   * Beginning of the indexes' names, one for each day of `time`: `logveil-2026.11.23`; or the name of the data stream.
   * @default 'logveil'
   */
  readonly index?: string
  /**
   * Write to one data stream. A record that is sent again after a rollover is then stored twice, with the same id.
   * @default false
   */
  readonly dataStream?: boolean
  /** Put the index template before the first record. @default true */
  readonly template?: boolean
  /** @default what the destination says that it is */
  readonly flavor?: ElasticsearchFlavor
}

// Elasticsearch takes 100 MB; 5 to 15 are what it advises.
const LIMITS = { maxBytes: 5_000_000, maxRecords: 5000 }

// https://www.elastic.co/docs: lower case, none of \ / * ? " < > | space , # and no - _ + in front.
const INDEX_NAME = /^[a-z0-9.][a-z0-9._-]{0,199}$/

/** Every problem of the options. */
export const checkElasticsearchOptions: Check = postOptions({
  index: expecting(
    'an index name in lower case',
    (value) => isWords(value) && INDEX_NAME.test(value)
  ),
  dataStream: isBoolean,
  template: isBoolean,
  flavor: oneOf(['elasticsearch', 'opensearch'])
})

/**
 * A sink for Elasticsearch and OpenSearch.
 *
 * @example
 * createElasticsearchSink('search', { url: 'https://search.example.com:9200', headers: { authorization: `ApiKey ${key}` } })
 */
export function createElasticsearchSink(name: string, options: ElasticsearchSinkOptions): Sink {
  const to = toDestination(options, true, '/_bulk')
  const setUp = createSetup(to, options)
  return createPostSink(name, {
    limits: toLimits(options, LIMITS),
    toPiece: (record) => toDocument(record, options),
    async send(part, signal): Promise<PartResult> {
      const notReady = await setUp(signal)
      if (notReady !== undefined) return notReady
      const body = part.map(({ text }) => text).join('')
      const answer = await post(to, { body, contentType: 'application/x-ndjson' }, signal)
      const result = toPartResult(answer)
      if (answer.status === undefined || result.kind !== 'all') return result
      return readOutcomes(answer.body, part.length)
    }
  })
}
