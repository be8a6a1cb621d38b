import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { generateRecord } from '../../.ci/build/record.ts'
import { recordSchema } from '../../src/record/schema.ts'
import { validateRecord } from '../../src/record/validate.ts'

const PLAIN = {
  time: '2026-11-23T12:00:00.000Z',
  level: 30,
  severity: 'INFO',
  message: 'hello',
  pii: { rules: 'a1b2c3d4e5f6' }
}

const REQUEST = {
  ...PLAIN,
  event_name: 'logveil.request',
  request_id: 'req-12345678',
  route: '/users/:id',
  latency_ms: 12.5,
  ttfb_ms: 3,
  outcome: 'completed',
  http: { request: { method: 'GET' }, response: { status_code: 200, body: { size: 10 } } },
  url: { path: '/users/1' },
  client: { address: '192.0.2.0' },
  user_agent: { original: 'curl/8' }
}

function paths(record: unknown): string[] {
  return validateRecord(record).map((issue) => issue.path)
}

test('a plain record and a request record are records', () => {
  expect(validateRecord(PLAIN)).toEqual([])
  expect(validateRecord(REQUEST)).toEqual([])
})

test("callers' own fields of any name and type stand beside the standard ones", () => {
  const own = { id: 1, user: { email: '[EMAIL_ADDRESS]' }, card: '[CREDIT_CARD_NUMBER:k1:bcdf]' }
  expect(validateRecord({ ...PLAIN, ...own, attrs: { url: '/x' } })).toEqual([])
})

test('every problem is listed with its path', () => {
  const { pii: _pii, time: _time, ...rest } = REQUEST
  expect(paths({ ...rest, latency_ms: '12', http: { status: 200 }, outcome: 'ok' }).sort()).toEqual(
    ['/http/status', '/latency_ms', '/outcome', '/pii', '/time']
  )
})

test.each([
  ['request_id', '/request_id'],
  ['latency_ms', '/latency_ms'],
  ['outcome', '/outcome'],
  ['http', '/http']
])('a request record without %s is none', (name, path) => {
  expect(paths({ ...REQUEST, [name]: undefined })).toEqual([path])
})

test.each([
  ['a local time', { time: '2026-11-23T12:00:00.000+09:00' }],
  ['a time without milliseconds', { time: '2026-11-23T12:00:00Z' }],
  ['an unknown severity', { severity: 'WARN' }],
  ['a trace id of zeros', { trace_id: '0'.repeat(32) }],
  ['an upper-case span id', { span_id: 'A'.repeat(16) }],
  ['a redacted latency', { latency_ms: '[REDACTED]' }],
  ['a negative latency', { latency_ms: -1 }],
  ['a short request id', { request_id: 'abc' }],
  ['a request id with an @', { request_id: 'jane@example.com' }],
  ['text as url', { url: '/x' }],
  ['text as error', { error: 'boom' }],
  ['a rule set id that is none', { pii: { rules: 'latest' } }],
  [
    'a value in pii.found',
    { pii: { ...PLAIN.pii, found: [{ type: 'A', field: '/a', count: 1, v: 1 }] } }
  ],
  ['an event name of another', { event_name: 'order.created' }],
  ['an unknown method', { http: { request: { method: 'get' } } }]
])('%s is no standard record', (_name, fields) => {
  expect(validateRecord({ ...PLAIN, ...fields })).toHaveLength(1)
})

test('what is no object is no record', () => {
  for (const value of [null, [], 'x', 1]) expect(paths(value)).toEqual([''])
})

test('messages hold types and names, never values', () => {
  const secret = 's3cret'.repeat(3)
  const record = { ...PLAIN, latency_ms: secret, trace_id: secret, severity: secret, url: secret }
  const text = JSON.stringify(validateRecord(record))
  expect(text).not.toContain('s3cret')
  expect(validateRecord({ ...PLAIN, latency_ms: secret })[0]?.message).toBe(
    'expected number, got string; reserved names are typed'
  )
})

test('paths are JSON Pointers, with / and ~ in names escaped', () => {
  expect(paths({ ...PLAIN, url: { 'a/b~c': 1 } })).toEqual(['/url/a~1b~0c'])
})

test('the compiled validator agrees with ajv on the published schema', () => {
  const validate = new Ajv2020({ strictRequired: false }).compile(recordSchema())
  for (const record of [
    PLAIN,
    REQUEST,
    {},
    { ...PLAIN, url: 1 },
    { ...REQUEST, http: undefined }
  ]) {
    const parsed = JSON.parse(JSON.stringify(record))
    expect(validate(parsed)).toBe(validateRecord(parsed).length === 0)
  }
})

test('generating writes schema, validator and page, and the validator needs nothing of ajv', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'logveil-'))
  try {
    await generateRecord(folder, join(folder, 'fields.md'))
    const [schema = '', validator = '', page = ''] = await Promise.all(
      ['record-schema.json', 'validate-record.ts', 'fields.md'].map((file) =>
        readFile(join(folder, file), 'utf8')
      )
    )
    expect(JSON.parse(schema)).toEqual(recordSchema())
    expect(validator).toMatch(/^\/\/ @ts-nocheck/)
    expect(validator).not.toMatch(/\brequire\(|\bimport /)
    expect(validator.match(/^export const/gm)).toHaveLength(1)
    expect(page).toContain('| `latency_ms` |')
  } finally {
    await rm(folder, { recursive: true })
  }
})
