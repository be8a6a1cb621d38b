/**
 * How many records a second each sink takes: `npm run bench:sinks`.
 *
 * In: batches as the worker hands them over, a server in another process that reads and answers, a folder.
 * Out: a table: records a second by the clock, and by processor time (what one free core would do; the clock's figure is
 * worth nothing on a busy machine). Every outcome must be `delivered`, and files must be in place.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sink, SinkRecord } from '../src/deliver/sink.ts'
import { createElasticsearchSink } from '../src/deliver/sinks/elasticsearch.ts'
import { createFileSink } from '../src/deliver/sinks/file.ts'
import { createHttpSink } from '../src/deliver/sinks/http.ts'
import { createOtlpSink } from '../src/deliver/sinks/otlp.ts'
import { describeMachine, printMachine } from './measure/machine.ts'
import { ROOT } from './measure/paths.ts'
import { saveResult } from './measure/results.ts'
import { toTable } from './measure/table.ts'
import { businessBatch, requestBatch } from './sinks/records.ts'

const BATCH = 1000
const BATCHES = 20
const ROUNDS = 3

type Variant = { readonly name: string; create(): Sink }

type Measured = { readonly wall: number; readonly cpu: number }

type Row = {
  readonly sink: string
  readonly records: string
  readonly bytes: number
  /** Records a second. */
  readonly wall: number
  readonly cpu: number
}

async function main(): Promise<void> {
  const machine = describeMachine(['logveil', 'hyparquet-writer'])
  printMachine(machine)
  const server = fork(join(ROOT, 'bench', 'sinks', 'server.ts'), {
    execArgv: ['--import', 'tsx']
  })
  const url = await new Promise<string>((resolve) =>
    server.once('message', (message) => resolve(String(message)))
  )
  const folder = mkdtempSync(join(tmpdir(), 'logveil-bench-sinks-'))
  try {
    const rows = await measureAll(url, folder)
    console.log(
      toTable(
        ['sink', 'records', 'bytes', 'a second, clock', 'a second, one core'],
        rows.map(({ sink, records, bytes, wall, cpu }) => [
          sink,
          records,
          ...[bytes, wall, cpu].map((value) => Math.round(value).toLocaleString('en-US'))
        ])
      )
    )
    saveResult('sinks', { machine, batch: BATCH, batches: BATCHES, rounds: ROUNDS, rows })
  } finally {
    stop(server)
    rmSync(folder, { recursive: true, force: true })
  }
}

function stop(server: ChildProcess): void {
  server.disconnect()
}

function variantsOf(url: string, path: string): readonly Variant[] {
  const search = { url, flavor: 'elasticsearch', template: false } as const
  return [
    { name: 'file, NDJSON', create: () => createFileSink('b', { path }) },
    {
      name: 'file, NDJSON, gzip',
      create: () => createFileSink('b', { path, compression: 'gzip' })
    },
    { name: 'file, Parquet', create: () => createFileSink('b', { path, format: 'parquet' }) },
    { name: 'otlp, protobuf, gzip', create: () => createOtlpSink('b', { url }) },
    { name: 'otlp, protobuf', create: () => createOtlpSink('b', { url, gzip: false }) },
    {
      name: 'otlp, JSON',
      create: () => createOtlpSink('b', { url, gzip: false, encoding: 'json' })
    },
    { name: 'http, NDJSON', create: () => createHttpSink('b', { url }) },
    { name: 'http, Loki', create: () => createHttpSink('b', { url, formatter: 'loki' }) },
    { name: 'elasticsearch, gzip', create: () => createElasticsearchSink('b', search) },
    {
      name: 'elasticsearch',
      create: () => createElasticsearchSink('b', { ...search, gzip: false })
    }
  ]
}

async function measureAll(url: string, folder: string): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const [records, batch] of [
    ['request', requestBatch(BATCH)],
    ['business', businessBatch(BATCH)]
  ] as const) {
    const bytes = batch.reduce((sum, { line }) => sum + Buffer.byteLength(line), 0) / BATCH
    for (const variant of variantsOf(url, folder)) {
      const rounds: Measured[] = []
      for (let round = 0; round < ROUNDS; round++) {
        rounds.push(await measure(variant.create(), batch))
        rmSync(folder, { recursive: true, force: true })
      }
      const count = BATCH * BATCHES
      const [wall, cpu] = (['wall', 'cpu'] as const).map(
        (key) => count / medianOf(rounds.map((each) => each[key]))
      ) as [number, number]
      rows.push({ sink: variant.name, records, bytes, wall, cpu })
    }
  }
  return rows
}

/** Seconds for all batches, with files put in place. */
async function measure(sink: Sink, batch: readonly SinkRecord[]): Promise<Measured> {
  const before = process.cpuUsage()
  const start = performance.now()
  for (let i = 0; i < BATCHES; i++) {
    // Nobody parsed these before: a record is parsed by the sink that asks for it.
    const fresh = batch.map(({ recordId, line }) => toRecord(recordId, line))
    const { outcomes } = await sink.write(fresh, AbortSignal.timeout(60_000))
    const other = outcomes.find(({ state }) => state !== 'delivered')
    if (other !== undefined) throw new Error(`a record was not delivered: ${JSON.stringify(other)}`)
  }
  await sink.close()
  const wall = (performance.now() - start) / 1e3
  const { user, system } = process.cpuUsage(before)
  return { wall, cpu: (user + system) / 1e6 }
}

function toRecord(recordId: string, line: string): SinkRecord {
  return { recordId, line, record: () => JSON.parse(line) as Record<string, unknown> }
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

void main()
