import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { withFormat } from '../../../src/deliver/formatted-sink.ts'
import type { Sink } from '../../../src/deliver/sink.ts'
import { parseRetryAfter } from '../../../src/deliver/sinks/client/retry-after.ts'
import {
  checkHttpOptions,
  createHttpSink,
  type HttpSinkOptions,
  recordFormatOf
} from '../../../src/deliver/sinks/http.ts'
import { type Intake, type IntakeShape, startIntake } from '../../servers/intake.ts'
import { toBatch, toSinkRecord } from './records.ts'

const NEVER = new AbortController().signal

async function withIntake(
  shape: IntakeShape,
  body: (server: Intake, create: (options?: Partial<HttpSinkOptions>) => Sink) => Promise<void>
): Promise<void> {
  const server = await startIntake(shape)
  try {
    await body(server, (own) => {
      const options = { url: server.url, formatter: shape, ...own }
      const sink = createHttpSink('http', options)
      const format = recordFormatOf(options)
      return format === undefined ? sink : withFormat(sink, format)
    })
  } finally {
    await server.close()
  }
}

test('NDJSON and JSON arrays hold the lines as they are', async () => {
  for (const shape of ['ndjson', 'json'] as const) {
    await withIntake(shape, async (server, create) => {
      const [record] = toBatch(1)
      await create().write([record] as never, NEVER)
      const body = String(server.requests[0]?.body)
      expect(body).toBe(shape === 'json' ? `[${record?.line}]` : `${record?.line}\n`)
    })
  }
})

test('Datadog gets its own names, source and tags', async () => {
  await withIntake('datadog', async (server, create) => {
    const trace = { trace_id: `${'0'.repeat(16)}00f067aa0ba902b7`, latency_ms: 1.5 }
    await create({ tags: 'team:web' }).write([toSinkRecord({ ...trace, cart: 3 })], NEVER)
    expect(server.stored[0]).toMatchObject({
      ddsource: 'nodejs',
      ddtags: 'team:web',
      service: 'shop',
      host: 'web-0',
      status: 'INFO',
      duration: 1_500_000,
      dd: { trace_id: '67667974448284343' },
      cart: 3
    })
  })
})

test('Datadog would cut a log of more than 1 MB and call it a success: it is refused', async () => {
  await withIntake('datadog', async (server, create) => {
    const batch = [toSinkRecord({ message: 'x'.repeat(1_000_001) }), ...toBatch(1)]
    const { outcomes } = await create().write(batch, NEVER)
    expect(outcomes).toEqual([
      { state: 'refused', reason: 'larger than 1000000 bytes' },
      { state: 'delivered' }
    ])
    expect(server.stored.map(({ message }) => message)).toEqual(['order 0'])
  })
})

test('Datadog takes 1,000 logs and 5 MB a request', async () => {
  await withIntake('datadog', async (server, create) => {
    await create().write(
      [...toBatch(1500), ...toBatch(12, { message: 'x'.repeat(900_000) })],
      NEVER
    )
    expect(server.stored).toHaveLength(1512)
    for (const { body } of server.requests) expect(body.length).toBeLessThanOrEqual(5_000_000)
  })
})

test("Loki's streams have few labels, its times are nanoseconds as text", async () => {
  await withIntake('loki', async (server, create) => {
    const batch = [
      toSinkRecord({ time: '2026-11-23T12:00:00.123456789Z', user: 'u1', n: 1 }),
      toSinkRecord({ severity: 'ERROR', user: 'u2', n: 2 }),
      toSinkRecord({ time: '2026-11-23T12:00:00.9Z', user: 'u3', n: 3 })
    ]
    await create().write(batch, NEVER)
    const { streams } = JSON.parse(String(server.requests[0]?.body)) as {
      streams: { stream: object; values: unknown[] }[]
    }
    expect(streams.map(({ stream }) => stream)).toEqual([
      { service_name: 'shop', severity: 'INFO' },
      { service_name: 'shop', severity: 'ERROR' }
    ])
    const seconds = Date.parse('2026-11-23T12:00:00Z') / 1000
    expect(server.labels.map(({ time }) => time)).toEqual([
      `${seconds}123456789`,
      `${seconds}900000000`,
      `${seconds}000000000`
    ])
    expect(server.stored.map(({ n }) => n)).toEqual([1, 3, 2])
  })
})

test("Loki's labels can be chosen; a name gets no dots", async () => {
  await withIntake('loki', async (server, create) => {
    await create({ labels: ['host.name', 'missing.name'] }).write(toBatch(1), NEVER)
    expect(server.labels[0]).toEqual({ host_name: 'web-0', time: expect.any(String) })
  })
})

test('Fluent gets the time in seconds as `date`', async () => {
  await withIntake('fluent', async (server, create) => {
    await create().write([toSinkRecord({ time: '2026-11-23T12:00:00.250Z' })], NEVER)
    expect(server.stored[0]?.date).toBe(Date.parse('2026-11-23T12:00:00.250Z') / 1000)
  })
})

test('credentials in a URL become a header, headers are sent', async () => {
  await withIntake('ndjson', async (server, create) => {
    const url = server.url.replace('//', '//shop:p%40ss@')
    await create({ url, headers: { 'x-api-key': 'k' }, gzip: true }).write(toBatch(1), NEVER)
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('shop:p@ss').toString('base64')}`,
      'x-api-key': 'k',
      'content-encoding': 'gzip'
    })
  })
})

test('what speaks of the destination lets records wait, what speaks of the content refuses them', async () => {
  await withIntake('ndjson', async (server, create) => {
    const waiting: number[] = []
    for (const status of [301, 400, 401, 403, 404, 408, 413, 422, 429, 500, 503]) {
      server.faults.push({ status, headers: { location: 'http://127.0.0.1:1/' } })
      const [outcome] = (await create().write(toBatch(1), NEVER)).outcomes
      if (outcome?.state === 'retry') waiting.push(status)
      else expect(outcome?.state).toBe('refused')
    }
    expect(waiting).toEqual([301, 401, 403, 404, 408, 429, 500, 503])
  })
})

test('a destination that does not exist is told by its code', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const sink = createHttpSink('http', {
    url: `http://user:secret@127.0.0.1:${port}/x?token=secret`
  })
  const { outcomes } = await sink.write(toBatch(1), NEVER)
  expect(outcomes).toEqual([{ state: 'retry', reason: 'ECONNREFUSED' }])
})

test('Retry-After in seconds, as a date, or as nonsense', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  expect(parseRetryAfter('2', now)).toBe(2000)
  expect(parseRetryAfter('0.5', now)).toBe(500)
  expect(parseRetryAfter('Mon, 23 Nov 2026 12:00:30 GMT', now)).toBe(30_000)
  expect(parseRetryAfter('Mon, 23 Nov 2026 11:00:00 GMT', now)).toBe(0)
  expect(parseRetryAfter('999999999', now)).toBe(3_600_000)
  expect(parseRetryAfter('soon', now)).toBeUndefined()
  expect(parseRetryAfter('', now)).toBeUndefined()
  expect(parseRetryAfter(null, now)).toBeUndefined()
})

test('options: no problem holds a value', () => {
  const issues = checkHttpOptions(
    {
      url: 'not a url: s3cret',
      headers: { 'x-key': 's3cret\nx' },
      formatter: 's3cret',
      labels: ['a', 3],
      gzip: 's3cret'
    },
    'delivery.sinks.dd'
  )
  expect(issues.map(({ path }) => path)).toEqual(
    ['url', 'headers', 'gzip', 'formatter', 'labels'].map((name) => `delivery.sinks.dd.${name}`)
  )
  expect(JSON.stringify(issues)).not.toContain('s3cret')
})
