import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SinkRecord } from '../../../src/deliver/sink.ts'
import { toLogRecord } from '../../../src/deliver/sinks/otlp/log-record.ts'
import { readRejected } from '../../../src/deliver/sinks/otlp/partial-success.ts'
import {
  checkOtlpOptions,
  createOtlpSink,
  type OtlpSinkOptions
} from '../../../src/deliver/sinks/otlp.ts'
import { FIELD_LIST } from '../../../src/record/fields.ts'
import { type Collector, type Stored, startCollector } from '../../servers/collector.ts'
import { toBatch, toSinkRecord } from './records.ts'

const NEVER = new AbortController().signal
let server: Collector

beforeEach(async () => {
  server = await startCollector()
})

afterEach(() => server.close())

const ENCODINGS = ['protobuf', 'json'] as const

async function send(
  records: readonly SinkRecord[],
  options: Partial<OtlpSinkOptions> = {}
): Promise<readonly Stored[]> {
  const sink = createOtlpSink('otlp', { url: server.url, ...options })
  const { outcomes } = await sink.write(records, NEVER)
  expect(outcomes.filter(({ state }) => state !== 'delivered')).toEqual([])
  return server.stored
}

const REQUEST = {
  time: '2026-11-23T12:00:00.123456789Z',
  level: 45,
  severity: 'WARNING',
  message: '한글 ✓',
  event_name: 'logveil.request',
  trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
  span_id: '00f067aa0ba902b7',
  trace_flags: '01',
  route: '/users/:id',
  latency_ms: 12.5,
  http: {
    request: { method: 'GET', header: { 'x-tenant': 'acme' } },
    response: { status_code: 200 }
  },
  client: { address: '203.0.113.0' },
  pii: { rules: '0123456789ab', found: [{ type: 'EMAIL_ADDRESS', field: '/to', count: 2 }] },
  attrs: { url: '/moved' },
  cart: { id: 7, price: 1.25, tags: ['a', true, null], '': -3 },
  big: 2 ** 53,
  'http.route': 'mine'
}

for (const encoding of ENCODINGS) {
  test(`${encoding}: a record in the log data model, under the names of the field table`, async () => {
    const record = toSinkRecord(REQUEST)
    const [log] = await send([record], { encoding })
    expect(log).toMatchObject({
      scope: 'logveil',
      resource: { 'service.name': 'shop', 'service.version': '1.4.2', 'host.name': 'web-0' },
      timeUnixNano: `${Date.parse('2026-11-23T12:00:00Z') / 1000}123456789`,
      severityNumber: 13,
      severityText: 'WARNING',
      body: '한글 ✓',
      eventName: 'logveil.request',
      traceId: REQUEST.trace_id,
      spanId: REQUEST.span_id,
      flags: 1
    })
    expect(log?.attributes).toEqual({
      'log.record.uid': record.recordId,
      'http.route': '/users/:id',
      'logveil.latency_ms': 12.5,
      'http.server.request.duration': 0.0125,
      'http.request.method': 'GET',
      'http.request.header.x-tenant': 'acme',
      'http.response.status_code': 200,
      'client.address': '203.0.113.0',
      'logveil.pii.rules': '0123456789ab',
      'logveil.pii.found': [{ type: 'EMAIL_ADDRESS', field: '/to', count: 2 }],
      url: '/moved',
      cart: { id: 7, price: 1.25, tags: ['a', true, null], '': -3 },
      big: 2 ** 53,
      'attrs.http.route': 'mine'
    })
  })

  test(`${encoding}: any value of a caller's comes back`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
        server.stored.length = 0
        const [log] = await send([toSinkRecord({ own: value })], { encoding })
        // -0 is 0 in JSON already.
        expect(log?.attributes.own).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: 150 }
    )
  })

  test(`${encoding}: records of one resource stand together, in their order`, async () => {
    const batch = [...toBatch(3), ...toBatch(2, { service: { name: 'other' } }), ...toBatch(2)]
    const stored = await send(batch, { encoding })
    expect(stored.map(({ resource }) => resource['service.name'])).toEqual([
      'shop',
      'shop',
      'shop',
      'shop',
      'shop',
      'other',
      'other'
    ])
    expect(server.requests).toHaveLength(1)
  })

  test(`${encoding}: a partial success refuses the whole request, because it does not tell which`, async () => {
    const sink = createOtlpSink('otlp', { url: server.url, encoding, maxRecords: 100 })
    server.rejectNext(3)
    const { outcomes } = await sink.write(toBatch(100), NEVER)
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toEqual(
      new Set(['{"state":"refused","reason":"partial success: 3 of 100 rejected"}'])
    )
    // The next requests are smaller, so that fewer are refused with those that are rejected; then they grow again.
    server.requests.length = 0
    await sink.write(toBatch(100), NEVER)
    expect(server.requests).toHaveLength(4)
    await sink.write(toBatch(100), NEVER)
    expect(server.requests).toHaveLength(5)
  })
}

test('only 429, 502, 503 and 504 are tried again', async () => {
  const states: Record<number, string> = {}
  for (const status of [400, 401, 403, 404, 408, 413, 429, 500, 501, 502, 503, 504]) {
    server.faults.push({ status, body: 'sorry' })
    const sink = createOtlpSink('otlp', { url: server.url })
    const { outcomes } = await sink.write(toBatch(1), NEVER)
    states[status] = outcomes[0]?.state ?? ''
  }
  expect(Object.keys(states).filter((status) => states[Number(status)] === 'retry')).toEqual([
    '429',
    '502',
    '503',
    '504'
  ])
  expect(Object.values(states)).not.toContain('delivered')
})

test('an answer that cannot be read is a success, as the status says', () => {
  for (const body of ['', '{', '{}', '[]', '{"partialSuccess":{}}', '{"partialSuccess":null}']) {
    expect(readRejected(Buffer.from(body)), body).toBe(0)
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
      expect(readRejected(Buffer.from(bytes))).toBeGreaterThanOrEqual(0)
    })
  )
})

test('a URL without a path gets /v1/logs, one with a path keeps it', async () => {
  await send(toBatch(1))
  expect(server.requests[0]?.path).toBe('/v1/logs')
  server.faults.push({ status: 200 })
  await send(toBatch(1), { url: `${server.url}/otlp/v1/logs` })
  expect(server.requests[1]?.path).toBe('/otlp/v1/logs')
})

test('bodies are compressed unless that is switched off', async () => {
  await send(toBatch(1))
  await send(toBatch(1), { gzip: false })
  expect(server.requests.map(({ headers }) => headers['content-encoding'])).toEqual([
    'gzip',
    undefined
  ])
})

test('every field of the table has a place', () => {
  for (const [name, { type }] of FIELD_LIST) {
    const value = { string: 'x', integer: 7, number: 7, object: { k: 'x' }, array: [1] }[type]
    const record = name.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
    const { resource, log } = toLogRecord(record as Record<string, unknown>)
    const count = resource.length + log.attributes.length
    const isPlaced = [
      'time',
      'level',
      'severity',
      'message',
      'event_name',
      'trace_id',
      'span_id',
      'trace_flags'
    ].includes(name)
    expect(count, name).toBe(isPlaced ? 0 : name === 'latency_ms' ? 2 : 1)
  }
})

test('options: every problem at once', () => {
  const issues = checkOtlpOptions(
    { url: 'ftp://x', encodng: 'json', headers: { a: 'x\ny' } },
    'sinks.c'
  )
  expect(issues.map(({ path }) => path)).toEqual([
    'sinks.c.encodng',
    'sinks.c.url',
    'sinks.c.headers'
  ])
  expect(checkOtlpOptions({ url: 'http://127.0.0.1:4318' }, '')).toEqual([])
  expect(checkOtlpOptions(undefined, 'sinks.c')).toHaveLength(1)
})
