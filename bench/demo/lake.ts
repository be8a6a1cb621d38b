/**
 * The shop's records as files, and what DuckDB answers from them.
 *
 * In: the safe lines of the log. Out: Parquet files in demo-out/lake, written by the sink `file`; latencies by route and minute.
 * Promise: the answers come from the files alone; DuckDB is told nothing of the record but where the files are.
 */
import { DuckDBInstance } from '@duckdb/node-api'
import { uuidv7 } from 'uuidv7'
import type { SafeRecord, SinkRecord } from '../../src/deliver/sink.ts'
import { createFileSink } from '../../src/deliver/sinks/file.ts'

export type MinuteLatency = {
  readonly minute: string
  readonly route: string
  readonly requests: number
  readonly p50: number
  readonly p99: number
}

export type Lake = {
  /** Records that DuckDB counts. */
  readonly records: number
  /** The busiest routes, by minute. */
  readonly minutes: readonly MinuteLatency[]
  readonly query: string
}

const BATCH = 1000
const MOST_ROWS = 8

/** Delivers the lines and asks for the latencies. */
export async function fillLake(folder: string, lines: readonly string[]): Promise<Lake> {
  const sink = createFileSink('lake', { path: folder, format: 'parquet' })
  const records = lines.map(toSinkRecord)
  for (let at = 0; at < records.length; at += BATCH) {
    const batch = records.slice(at, at + BATCH)
    const { outcomes } = await sink.write(batch, AbortSignal.timeout(30_000))
    const lost = outcomes.find(({ state }) => state !== 'delivered')
    if (lost !== undefined) throw new Error(`the lake did not take a record: ${lost.state}`)
  }
  await sink.close()
  return ask(folder)
}

/** As delivery does: every record gets an id. */
function toSinkRecord(line: string): SinkRecord {
  const recordId = uuidv7()
  const withId = `{"record_id":"${recordId}",${line.slice(1)}`
  return { recordId, line: withId, record: () => JSON.parse(withId) as SafeRecord }
}

async function ask(folder: string): Promise<Lake> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const rowsOf = async (sql: string): Promise<readonly Record<string, unknown>[]> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson()
  const files = `'${folder}/**/*.parquet'`
  const query = `SELECT strftime("time" AT TIME ZONE 'UTC', '%H:%M') AS minute, route, count(*)::INT AS requests,
       quantile_cont(latency_ms, 0.5) AS p50, quantile_cont(latency_ms, 0.99) AS p99
  FROM ${files}
 WHERE event_name = 'logveil.request' AND route IS NOT NULL
 GROUP BY minute, route ORDER BY requests DESC, minute LIMIT ${MOST_ROWS}`
  const [counted] = await rowsOf(`SELECT count(*)::INT AS records FROM ${files}`)
  const minutes = (await rowsOf(query)) as readonly MinuteLatency[]
  connection.closeSync()
  return { records: Number(counted?.records), minutes, query: query.replaceAll(folder, 'lake') }
}
