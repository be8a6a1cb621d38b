/**
 * The built package against real servers: an OpenTelemetry Collector, OpenSearch, Elasticsearch, DuckDB.
 *
 * Run by `npm run test:integration`. Dead letters are sent by the shipped command, so that what is tested is what is in dist.
 * Prints one line a check and, last, `sinks: N passed, N failed, N skipped`. A server that cannot be started here is
 * skipped with the reason, never passed.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NotHere } from '../servers/cache.mjs'
import { startOtelcol } from '../servers/otelcol.mjs'
import { startSearchNode } from '../servers/search-node.mjs'

const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'logveil-sinks-'))
let passed = 0
let failed = 0
let skipped = 0
let folders = 0

const equal = (got, expected, what) => {
  const [a, b] = [JSON.stringify(got), JSON.stringify(expected)]
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`)
}

async function check(name, body) {
  try {
    await body()
    passed++
    console.log(`ok   ${name}`)
  } catch (error) {
    failed++
    console.log(`FAIL ${name}\n${error.stack}`)
  }
}

/** Starts a server, runs the checks on it, stops it. */
async function withServer(name, checks, start, body) {
  let server
  try {
    server = await start()
  } catch (error) {
    if (!(error instanceof NotHere)) throw error
    skipped += checks
    console.log(`SKIP ${name}: ${error.message}`)
    return
  }
  try {
    await body(server)
  } finally {
    await server.stop()
  }
}

const START = Date.parse('2026-11-23T12:00:00.000Z')

/** A UUIDv7 that says its number. */
const idOf = (n) => `019ab000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

function recordOf(n, fields = {}) {
  return {
    record_id: idOf(n),
    service: { name: 'shop', version: '1.4.2' },
    host: { name: 'web-0' },
    level: 30,
    severity: 'INFO',
    pii: { rules: '0123456789ab' },
    time: new Date(START + n).toISOString(),
    event_name: 'logveil.request',
    route: '/users/:id',
    latency_ms: n / 8,
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
    span_id: '00f067aa0ba902b7',
    trace_flags: '01',
    http: { request: { method: 'GET' }, response: { status_code: 200 } },
    client: { address: '203.0.113.0' },
    cart: { id: n, tags: ['a', true, null], note: '한글 "✓"' },
    message: `order ${n}`,
    ...fields
  }
}

const many = (count) => Array.from({ length: count }, (_, n) => recordOf(n))

/** Sends records through `logveil replay`; what it printed, and its exit code. */
async function send(records, sink) {
  const folder = join(work, `letters-${folders++}`)
  mkdirSync(folder)
  const letters = records.map((record) => {
    const head = { time: record.time, sink: 'out', reason: 'test', record_id: record.record_id }
    return `${JSON.stringify(head).slice(0, -1)},"record":${JSON.stringify(record)}}\n`
  })
  writeFileSync(join(folder, 'a.ndjson'), letters.join(''))
  const config = join(work, 'sinks.json')
  writeFileSync(config, JSON.stringify({ sinks: { out: sink } }))
  const child = spawn(process.execPath, [COMMAND, 'replay', '--json', folder, '--to', config])
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (piece) => {
    stdout += piece
  })
  child.stderr.on('data', (piece) => {
    stderr += piece
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (stderr !== '') throw new Error(stderr)
  return { code, ...JSON.parse(stdout).out, left: readdirSync(folder).length }
}

const delivered = (count) => ({
  code: 0,
  routed: count,
  delivered: count,
  pending: 0,
  deadLettered: 0,
  dropped: 0,
  left: 0
})

for (const encoding of ['protobuf', 'json']) {
  let written = []
  await withServer(`Collector, ${encoding}`, 2, startOtelcol, async (server) => {
    await check(`the Collector takes 3,000 records, ${encoding}`, async () => {
      const sink = { type: 'otlp', url: server.url, encoding }
      equal(await send(many(3000), sink), delivered(3000), 'ledger')
    })
    // It has written everything once it has ended.
    const { stop } = server
    server.stop = async () => {
      written = await stop()
      await check(`and wrote them whole, ${encoding}`, async () => checkCollected(written))
    }
  })
}

function checkCollected(exports) {
  const logs = exports.flatMap(({ resourceLogs }) =>
    resourceLogs.flatMap(({ resource, scopeLogs }) =>
      scopeLogs.flatMap(({ logRecords }) => logRecords.map((log) => ({ resource, log })))
    )
  )
  const memberOf = (attributes, name) => attributes.find(({ key }) => key === name)?.value
  const uids = logs.map(({ log }) => memberOf(log.attributes, 'log.record.uid').stringValue)
  equal(
    uids,
    Array.from({ length: 3000 }, (_, n) => idOf(n)),
    'ids in order'
  )
  const { resource, log } = logs[7]
  equal(memberOf(resource.attributes, 'service.name'), { stringValue: 'shop' }, 'service.name')
  equal(log.timeUnixNano, `${START + 7}000000`, 'time')
  equal([log.severityNumber, log.severityText], [9, 'INFO'], 'severity')
  equal(log.body, { stringValue: 'order 7' }, 'body')
  equal(log.eventName, 'logveil.request', 'event name')
  equal(
    [log.traceId, log.spanId, log.flags],
    ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7', 1],
    'trace'
  )
  equal(memberOf(log.attributes, 'http.response.status_code'), { intValue: '200' }, 'status')
  equal(memberOf(log.attributes, 'logveil.latency_ms'), { doubleValue: 0.875 }, 'latency')
  const cart = memberOf(log.attributes, 'cart').kvlistValue.values
  equal(memberOf(cart, 'id'), { intValue: '7' }, 'cart.id')
  equal(memberOf(cart, 'note'), { stringValue: '한글 "✓"' }, 'cart.note')
}

async function checkSearch(name, attrsType, { url }) {
  const ask = async (path, body) => {
    const headers = { 'content-type': 'application/json' }
    const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) }
    return (await fetch(`${url}${path}`, init)).json()
  }
  const countOf = async (index, query) => {
    // without a body: Elasticsearch refuses one, and would count what it refreshed by itself
    const refreshed = await ask(`/${index}/_refresh`)
    equal(refreshed._shards?.failed, 0, 'refresh')
    return (await ask(`/${index}/_count`, query === undefined ? undefined : { query })).count
  }
  const sink = { type: 'elasticsearch', url }

  await check(`${name} takes 2,000 records, each once, however often they are sent`, async () => {
    for (let i = 0; i < 2; i++) equal(await send(many(2000), sink), delivered(2000), 'ledger')
    equal(await countOf('logveil-2026.11.23'), 2000, 'count')
  })
  await check(`${name}: the index has the types of the field table`, async () => {
    const answer = await ask('/logveil-2026.11.23/_mapping')
    const { properties, dynamic } = answer['logveil-2026.11.23'].mappings
    equal(dynamic, 'false', 'dynamic')
    equal(properties.attrs.type, attrsType, 'attrs')
    equal(properties.client.properties.address.type, 'ip', 'client.address')
    equal(properties.latency_ms.type, 'double', 'latency_ms')
    equal('cart' in properties, false, "a caller's field in the mapping")
  })
  await check(`${name}: a caller's fields, addresses and times can be asked for`, async () => {
    const by = async (query) => countOf('logveil-2026.11.23', query)
    equal(await by({ term: { 'attrs.cart.id': '7' } }), 1, 'attrs.cart.id')
    equal(await by({ term: { 'client.address': '203.0.113.0/24' } }), 2000, 'network')
    equal(await by({ range: { latency_ms: { lt: 1 } } }), 8, 'latency')
    equal(await by({ range: { '@timestamp': { lt: '2026-11-23T12:00:00.010Z' } } }), 10, 'time')
  })
  await check(
    `${name}: a redacted number or address costs its column, not the record`,
    async () => {
      const redacted = { latency_ms: '[X]', client: { address: '[IP_ADDRESS]' }, http: '[X]' }
      equal(await send([recordOf(5000, redacted)], sink), delivered(1), 'ledger')
      equal(await countOf('logveil-2026.11.23', { ids: { values: [idOf(5000)] } }), 1, 'stored')
    }
  )
  await check(`${name}: a document that is refused is refused alone`, async () => {
    // No date is so late, and a data stream or an index needs one that it can read.
    const late = recordOf(6001, { time: '2026-99-99T99:99:99.000Z' })
    const ledger = await send([recordOf(6000), late, recordOf(6002)], sink)
    equal([ledger.delivered, ledger.deadLettered, ledger.left], [2, 1, 1], 'ledger')
  })
  await check(`${name}: what becomes of a text that is too long for its index`, async () => {
    const ledger = await send([recordOf(7000, { blob: 'x'.repeat(40_000) })], sink)
    // OpenSearch refuses it, Elasticsearch keeps it and leaves it out of the index.
    const expected = attrsType === 'flattened' ? [1, 0] : [0, 1]
    equal([ledger.delivered, ledger.deadLettered], expected, 'ledger')
  })
  await check(`${name}: a data stream takes them too`, async () => {
    const stream = { ...sink, index: 'logs-shop-prod', dataStream: true }
    for (let i = 0; i < 2; i++) equal(await send(many(100), stream), delivered(100), 'ledger')
    equal(await countOf('logs-shop-prod'), 100, 'count')
  })
}

for (const [kind, name, attrsType] of [
  ['opensearch', 'OpenSearch', 'flat_object'],
  ['elasticsearch', 'Elasticsearch', 'flattened']
]) {
  await withServer(
    name,
    7,
    () => startSearchNode(kind),
    (server) => checkSearch(name, attrsType, server)
  )
}

for (const options of [{ format: 'parquet' }, { format: 'ndjson', compression: 'gzip' }]) {
  const name = Object.values(options).join(' ')
  await check(`DuckDB opens what the sink file wrote, ${name}`, async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api')
    const path = join(work, `files-${folders++}`)
    equal(await send(many(3000), { type: 'file', path, ...options }), delivered(3000), 'ledger')
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    const rows = await connection.runAndReadAll(
      `SELECT count(*)::INT AS n, count(DISTINCT record_id)::INT AS ids,
        round(quantile_cont(latency_ms, 0.5), 3) AS p50, max(attrs->>'$.cart.id') AS cart
       FROM '${path}/**/*.${options.format === 'parquet' ? 'parquet' : 'ndjson.gz'}'`
    )
    equal(rows.getRowObjectsJson(), [{ n: 3000, ids: 3000, p50: 187.438, cart: '999' }], 'rows')
    connection.closeSync()
  })
}

rmSync(work, { recursive: true, force: true })
console.log(`sinks: ${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1
