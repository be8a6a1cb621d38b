import { afterEach, expect, test } from 'vitest'
import {
  checkElasticsearchOptions,
  createElasticsearchSink,
  type ElasticsearchSinkOptions
} from '../../../src/deliver/sinks/elasticsearch.ts'
import { type Search, startSearch } from '../../servers/search.ts'
import { toBatch, toSinkRecord } from './records.ts'

const NEVER = new AbortController().signal
let server: Search

afterEach(() => server.close())

async function start(
  options: Partial<ElasticsearchSinkOptions> = {},
  distribution?: 'opensearch'
): Promise<ReturnType<typeof createElasticsearchSink>> {
  server = await startSearch(distribution)
  return createElasticsearchSink('search', { url: server.url, ...options })
}

test("a document has the record's id, the index of its day and its own fields under attrs", async () => {
  const sink = await start()
  const record = toSinkRecord({ time: '2026-11-23T23:59:59.999Z', cart: 3 })
  await sink.write([record], NEVER)
  expect([...server.documents.keys()]).toEqual([`logveil-2026.11.23/${record.recordId}`])
  expect([...server.documents.values()][0]).toMatchObject({
    '@timestamp': '2026-11-23T23:59:59.999Z',
    time: '2026-11-23T23:59:59.999Z',
    attrs: { cart: 3 }
  })
})

test('the index template goes first, once, in the words of what it is put to', async () => {
  for (const [distribution, type] of [
    [undefined, 'flattened'],
    ['opensearch', 'flat_object']
  ] as const) {
    const sink = await start({ index: 'shop' }, distribution)
    await sink.write(toBatch(2), NEVER)
    await sink.write(toBatch(2), NEVER)
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /',
      'PUT /_index_template/shop',
      'POST /_bulk',
      'POST /_bulk'
    ])
    const template = server.templates.get('shop')
    expect(template).toMatchObject({ index_patterns: ['shop-*'] })
    expect(JSON.stringify(template)).toContain(`"attrs":{"type":"${type}"`)
    if (distribution === undefined) await server.close()
  }
})

test('without the template nothing is sent', async () => {
  const sink = await start({ flavor: 'elasticsearch' })
  const url = server.url
  await server.close()
  const { outcomes } = await sink.write(toBatch(1), NEVER)
  expect(outcomes).toEqual([{ state: 'retry', reason: 'ECONNREFUSED' }])
  expect(url).toBeDefined()
})

test('a key that may only write is taken for one of Elasticsearch', async () => {
  for (const status of [403, 405]) {
    const sink = await start()
    server.rootStatus = status
    expect((await sink.write(toBatch(1), NEVER)).outcomes).toEqual([{ state: 'delivered' }])
    expect(JSON.stringify(server.templates.get('logveil'))).toContain('flattened')
    if (status === 403) await server.close()
  }
})

test('a destination that does not know us, or is no search engine, is waited for', async () => {
  const sink = await start()
  for (const status of [401, 404, 500]) {
    server.rootStatus = status
    expect((await sink.write(toBatch(1), NEVER)).outcomes).toEqual([
      { state: 'retry', reason: `status ${status} (version)` }
    ])
  }
})

test('a data stream has one name and no day', async () => {
  const sink = await start({ index: 'logs-shop', dataStream: true })
  await sink.write(toBatch(1), NEVER)
  expect([...server.documents.keys()][0]).toMatch(/^logs-shop\//)
  expect(server.templates.get('logs-shop')).toMatchObject({
    index_patterns: ['logs-shop'],
    data_stream: {}
  })
})

test('each document has its own outcome: stored already, busy, refused', async () => {
  const sink = await start()
  const batch = toBatch(5)
  await sink.write(batch.slice(0, 1), NEVER)
  server.busy.add(batch[2]?.recordId ?? '')
  server.poison.add(batch[3]?.recordId ?? '')
  const { outcomes } = await sink.write(batch, NEVER)
  expect(outcomes).toEqual([
    { state: 'delivered' },
    { state: 'delivered' },
    { state: 'retry', reason: 'status 429 es_rejected_execution_exception' },
    { state: 'refused', reason: 'status 400 document_parsing_exception' },
    { state: 'delivered' }
  ])
})

test('an answer that does not match the request is no success', async () => {
  const sink = await start()
  for (const body of ['', '{}', '{"items":[]}', '{"items":[{"create":{"status":201}}]}', '[1,2]']) {
    server.faults.push({ status: 200, body })
    const { outcomes } = await sink.write(toBatch(2), NEVER)
    expect(outcomes, body).toEqual([
      { state: 'retry', reason: 'unreadable answer' },
      { state: 'retry', reason: 'unreadable answer' }
    ])
  }
})

test('options: an index name is what Elasticsearch takes', () => {
  for (const index of ['Shop', '-a', '_a', '+a', 'a b', 'a/b', 'a*', '', 'a,b', '..\n']) {
    expect(checkElasticsearchOptions({ url: 'http://127.0.0.1:1', index }, ''), index).toHaveLength(
      1
    )
  }
  for (const index of ['shop', 'logs-shop.prod', '1a']) {
    expect(checkElasticsearchOptions({ url: 'http://127.0.0.1:1', index }, '')).toEqual([])
  }
})
