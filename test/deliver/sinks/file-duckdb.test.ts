/**
 * What the sink `file` writes, opened by DuckDB as it is.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileSink, type FileSinkOptions } from '../../../src/deliver/sinks/file.ts'
import { duckdbColumns, duckdbTable } from '../../../src/record/schema-duckdb.ts'
import { toBatch, toSinkRecord } from './records.ts'

const NEVER = new AbortController().signal
let path: string

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'logveil-duckdb-'))
})

afterEach(() => rmSync(path, { recursive: true, force: true }))

async function write(options: Omit<FileSinkOptions, 'path'>): Promise<void> {
  const sink = createFileSink('file', { path, ...options })
  await sink.write(
    [
      toSinkRecord({
        time: '2026-11-23T12:00:00.123456789Z',
        event_name: 'logveil.request',
        route: '/users/:id',
        latency_ms: 12.5,
        http: { request: { method: 'GET' }, response: { status_code: 200 } },
        client: { address: '203.0.113.0' },
        pii: { rules: '0123456789ab', found: [{ type: 'EMAIL_ADDRESS', field: '/to', count: 2 }] },
        cart: { id: 7, tags: ['a', 'b'] },
        note: '한글 "quoted" \u2028'
      }),
      toSinkRecord({ time: '2026-11-23T13:00:00.000Z', latency_ms: '[X]', route: '/pay' }),
      ...toBatch(3000, { time: '2026-11-23T14:00:00.000Z', latency_ms: 1, route: '/bulk' })
    ],
    NEVER
  )
  await sink.close()
}

async function ask(sql: string): Promise<readonly unknown[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson()
  } finally {
    connection.closeSync()
  }
}

const FIRST = {
  at: '2026-11-23 12:00:00.123456+00',
  method: 'GET',
  status: '200',
  service: 'shop',
  address: '203.0.113.0',
  cart: '7',
  tag: 'b',
  note: '한글 "quoted" \u2028',
  found: 'EMAIL_ADDRESS',
  pod: null
}

const COLUMNS = `"time"::VARCHAR AS at, http.request.method AS method, http.response.status_code AS status,
  service.name AS service, client.address AS address, attrs->>'$.cart.id' AS cart, attrs->>'$.cart.tags[1]' AS tag,
  attrs->>'note' AS note, pii.found->0->>'type' AS found, k8s.pod.name AS pod`

for (const compression of ['snappy', 'none', 'gzip'] as const) {
  test(`Parquet, ${compression}: typed, nested, with attrs as JSON and the hours as columns`, async () => {
    await write({ format: 'parquet', compression })
    const files = `read_parquet('${path}/**/*.parquet', hive_partitioning = true)`
    expect(
      await ask(`SET TimeZone = 'UTC'; SELECT ${COLUMNS} FROM ${files} WHERE route = '/users/:id'`)
    ).toEqual([FIRST])
    expect(
      await ask(`SELECT typeof("time") AS t, typeof(attrs) AS a, typeof(latency_ms) AS l, typeof(level) AS n,
        typeof("date") AS d FROM ${files} LIMIT 1`)
    ).toEqual([{ t: 'TIMESTAMP WITH TIME ZONE', a: 'JSON', l: 'DOUBLE', n: 'BIGINT', d: 'DATE' }])
    expect(
      await ask(
        `SELECT hour::INT AS hour, count(*)::INT AS n, max(latency_ms) AS latency FROM ${files} GROUP BY 1 ORDER BY 1`
      )
    ).toEqual([
      { hour: 12, n: 1, latency: 12.5 },
      { hour: 13, n: 1, latency: null },
      { hour: 14, n: 3000, latency: 1 }
    ])
  })
}

for (const compression of ['none', 'gzip'] as const) {
  test(`NDJSON, ${compression}: the columns of the schema, with attrs as JSON`, async () => {
    await write({ format: 'ndjson', compression })
    const files = `read_json('${path}/**/*.ndjson${compression === 'gzip' ? '.gz' : ''}', columns = ${duckdbColumns()})`
    expect(
      await ask(`SET TimeZone = 'UTC'; SELECT ${COLUMNS} FROM ${files} WHERE route = '/users/:id'`)
    ).toEqual([FIRST])
    expect(
      await ask(`SELECT count(*)::INT AS n, count(latency_ms)::INT AS l FROM ${files}`)
    ).toEqual([{ n: 3002, l: 3001 }])
  })
}

test('NDJSON without a schema: DuckDB finds the types itself', async () => {
  await write({ format: 'ndjson' })
  expect(
    await ask(`SELECT count(*)::INT AS n, max(level)::INT AS level FROM '${path}/**/*.ndjson'`)
  ).toEqual([{ n: 3002, level: 30 }])
})

test('both kinds go into the table of `logveil schema --to duckdb`', async () => {
  await write({ format: 'ndjson' })
  await write({ format: 'parquet' })
  expect(
    await ask(`${duckdbTable()}
      INSERT INTO logs BY NAME SELECT * FROM read_json('${path}/**/*.ndjson', columns = ${duckdbColumns()}, hive_partitioning = false);
      INSERT INTO logs BY NAME SELECT * FROM read_parquet('${path}/**/*.parquet', hive_partitioning = false);
      SELECT count(*)::INT AS n, count(DISTINCT record_id)::INT AS ids FROM logs`)
  ).toEqual([{ n: 6004, ids: 6004 }])
})

test('the queries of the how-to run', async () => {
  const page = join(__dirname, '../../../docs/how-to/deliver-to-files.md')
  const [, sql = ''] = /```sql\n([\s\S]*?)```/.exec(readFileSync(page, 'utf8')) ?? []
  await write({ format: 'parquet' })
  const queries = sql
    .replaceAll('lake/', `${path}/`)
    .split(';\n')
    .filter((query) => query.trim() !== '')
  expect(queries).toHaveLength(3)
  const [byMinute, , oneDay] = await Promise.all(
    queries.map((query) => ask(query.replace(/;\s*$/, '')))
  )
  expect(byMinute).toMatchObject([{ route: '/users/:id', requests: '1', p99: 12.5 }])
  expect(oneDay).toEqual([{ 'count_star()': '3002' }])
})
