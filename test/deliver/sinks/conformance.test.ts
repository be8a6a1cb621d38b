/**
 * The conformance suite on every sink and every shape that it can have.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withFormat } from '../../../src/deliver/formatted-sink.ts'
import { createElasticsearchSink } from '../../../src/deliver/sinks/elasticsearch.ts'
import { createFileSink, type FileSinkOptions } from '../../../src/deliver/sinks/file.ts'
import { createHttpSink } from '../../../src/deliver/sinks/http.ts'
import { createOtlpSink } from '../../../src/deliver/sinks/otlp.ts'
import { startCollector } from '../../servers/collector.ts'
import { type IntakeShape, startIntake } from '../../servers/intake.ts'
import { startSearch } from '../../servers/search.ts'
import { describeSink, type Running } from './conformance.ts'
import { runOn, secretOptions } from './http-destination.ts'
import { finishedFiles, readFiles } from './read-files.ts'

for (const encoding of ['protobuf', 'json'] as const) {
  describeSink({
    name: `otlp, ${encoding}`,
    dedupes: false,
    async start() {
      const server = await startCollector()
      return runOn(
        server,
        (limits) => createOtlpSink('otlp', { ...secretOptions(server), encoding, ...limits }),
        () => server.stored.map(({ attributes }) => String(attributes['log.record.uid']))
      )
    }
  })
}

for (const formatter of ['ndjson', 'json', 'datadog', 'loki', 'fluent'] satisfies IntakeShape[]) {
  describeSink({
    name: `http, ${formatter}`,
    dedupes: false,
    async start() {
      const server = await startIntake(formatter)
      return runOn(
        server,
        (limits) => {
          const sink = createHttpSink('http', { ...secretOptions(server), formatter, ...limits })
          return formatter === 'datadog' ? withFormat(sink, 'datadog') : sink
        },
        () => server.stored.map(({ record_id }) => String(record_id))
      )
    }
  })
}

for (const dataStream of [false, true]) {
  describeSink({
    name: `elasticsearch, ${dataStream ? 'a data stream' : 'an index a day'}`,
    dedupes: true,
    async start() {
      const server = await startSearch()
      return runOn(
        server,
        (limits) =>
          createElasticsearchSink('search', { ...secretOptions(server), dataStream, ...limits }),
        () => [...server.documents.values()].map(({ record_id }) => String(record_id))
      )
    }
  })
}

const VARIANTS: readonly Omit<FileSinkOptions, 'path'>[] = [
  { format: 'ndjson' },
  { format: 'ndjson', compression: 'gzip' },
  { format: 'parquet' },
  { format: 'parquet', compression: 'gzip' }
]

for (const variant of VARIANTS) {
  describeSink({
    name: `file, ${Object.values(variant).join(' ')}`,
    dedupes: false,
    skips: {
      limits: 'a file is closed after the batch that fills it; file.test.ts',
      'retry-after': 'a disk does not say when',
      'too large': 'a file takes a record of any size',
      poison: 'a file takes every record',
      'all poison': 'a file takes every record',
      abort: 'a write to a file is not waited for',
      cut: 'there is no connection; what a torn write does is tested by itself',
      'keep-alive': 'there is no connection'
    },
    start: () => startFolder(variant)
  })
}

async function startFolder(options: Omit<FileSinkOptions, 'path'>): Promise<Running> {
  const root = mkdtempSync(join(tmpdir(), 'logveil-file-'))
  const path = join(root, 'out')
  return {
    createSink: () => createFileSink('file', { path, ...options }),
    ids: async () => (await readFiles(path)).map(({ record_id }) => String(record_id)),
    block() {
      // A file where the folder should be: no right to write stops root.
      writeFileSync(path, '')
      return () => rmSync(path)
    },
    poison() {},
    failNext() {},
    requests: () => finishedFiles(path).length,
    connections: () => 0,
    secrets: [root],
    async stop() {
      rmSync(root, { recursive: true, force: true })
    }
  }
}
