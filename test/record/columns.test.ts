import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toColumnLine } from '../../src/record/column-line.ts'
import { COLUMNS, toColumns } from '../../src/record/columns.ts'
import { FIELD_LIST } from '../../src/record/fields.ts'

const BASE = {
  level: 30,
  severity: 'INFO',
  service: { name: 'shop' },
  pii: { rules: '0123456789ab' },
  time: '2026-11-23T12:00:00.000Z'
}

test('every field of the table is a column', () => {
  expect(COLUMNS.map(({ name }) => name)).toEqual(FIELD_LIST.map(([name]) => name))
})

test("a caller's fields are gathered under attrs, beside what is there", () => {
  const record = { ...BASE, cart: 3, attrs: { url: '/x' }, user: { id: 7 }, message: 'paid' }
  const row = { ...BASE, message: 'paid', attrs: { url: '/x', cart: 3, user: { id: 7 } } }
  expect(toColumns(record)).toEqual(row)
  expect(JSON.parse(toColumnLine(JSON.stringify(record))?.line ?? '')).toEqual(row)
})

test('a record without own fields has no attrs', () => {
  expect(toColumns(BASE)).toEqual(BASE)
  const line = JSON.stringify(BASE)
  expect(toColumnLine(line)).toEqual({ line, time: BASE.time })
})

test('an empty attrs stays', () => {
  expect(toColumns({ attrs: {} })).toEqual({ attrs: {} })
})

test('an attrs that is no object is kept inside attrs', () => {
  expect(toColumns({ ...BASE, attrs: '[REMOVED]' })).toEqual({
    ...BASE,
    attrs: { attrs: '[REMOVED]' }
  })
})

test('a number that was redacted is null in its column', () => {
  const record = {
    ...BASE,
    latency_ms: '[CREDIT_CARD_NUMBER]',
    http: { response: { status_code: '[X]' } }
  }
  const row = { ...BASE, latency_ms: null, http: { response: { status_code: null } } }
  expect(toColumns(record)).toEqual(row)
  expect(JSON.parse(toColumnLine(JSON.stringify(record))?.line ?? '')).toEqual(row)
})

test('a nested object that was redacted whole is null', () => {
  expect(toColumns({ ...BASE, http: '[REDACTED]' })).toEqual({ ...BASE, http: null })
})

test("another version's nested field is kept under its whole name", () => {
  expect(toColumns({ ...BASE, http: { request: { method: 'GET', tls: true } } })).toEqual({
    ...BASE,
    http: { request: { method: 'GET' } },
    attrs: { 'http.request.tls': true }
  })
})

test("pino's epoch milliseconds become a time, anything else null", () => {
  expect(toColumns({ time: 0 }).time).toBe('1970-01-01T00:00:00.000Z')
  for (const time of ['yesterday', '2026-11-23', Number.NaN, 1e300, '../../etc', {}]) {
    expect(toColumns({ time }).time, String(time)).toBeNull()
  }
})

test('digits of a long number are kept', () => {
  const line = '{"level":30,"order":12345678901234567890123,"x":1.10}'
  expect(toColumnLine(line)?.line).toBe(
    '{"level":30,"attrs":{"order":12345678901234567890123,"x":1.10}}'
  )
})

test('quotes and backslashes in names and values do not end them', () => {
  for (const own of [{ 'a"b': 1 }, { a: 'x\\' }, { a: '\\"', b: '"}' }, { a: ['}', { b: ']' }] }]) {
    const line = JSON.stringify({ ...BASE, ...own })
    expect(JSON.parse(toColumnLine(line)?.line ?? '')).toEqual(toColumns({ ...BASE, ...own }))
  }
})

test('what is no JSON object is told', () => {
  for (const line of ['', '[]', '1', 'null', '{', '{"a":1', '{"a":1}x', 'text', '{"a":1]']) {
    expect(toColumnLine(line), line).toBeUndefined()
  }
})

const NAMES = ['time', 'level', 'message', 'attrs', 'http', 'service', 'pii', 'x', 'y', '__proto__']
const anyRecord = fc.dictionary(
  fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 4 })),
  fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constant('2026-11-23T12:00:00.000Z'),
    fc.record({ request: fc.record({ method: fc.jsonValue({ maxDepth: 1 }) }) })
  )
)

test('slices of a line say the same as its parsed record', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      const parsed = JSON.parse(JSON.stringify(record)) as Record<string, unknown>
      const line = toColumnLine(JSON.stringify(record))
      const row = toColumns(parsed)
      expect(JSON.parse(line?.line ?? '')).toEqual(JSON.parse(JSON.stringify(row)))
      expect(line?.time).toBe(typeof row.time === 'string' ? row.time : undefined)
    }),
    { numRuns: 2000 }
  )
})

test('whatever the text, nothing throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      toColumnLine(text)
      toColumnLine(`{"level":30,${text}}`)
    }),
    { numRuns: 2000 }
  )
})
