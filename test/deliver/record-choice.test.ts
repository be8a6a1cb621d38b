import { describe, expect, test } from 'vitest'
import { toStandardLine } from '../../src/deliver/from-pino.ts'
import { ledgerMetrics } from '../../src/deliver/ledger-metrics.ts'
import { createProjection } from '../../src/deliver/projection.ts'
import { backoffMs, DEFAULT_RETRY } from '../../src/deliver/retry.ts'
import { createRoute } from '../../src/deliver/route.ts'
import type { Route } from '../../src/deliver/sink-settings.ts'
import { toEntry } from './entries.ts'

const matches = (route: Route | readonly Route[], fields: object): boolean =>
  createRoute(route)(toEntry(0, fields))

describe('a route', () => {
  test('takes a level and above, or up to one', () => {
    expect(matches({ level: 'error' }, { level: 50 })).toBe(true)
    expect(matches({ level: 'error' }, { level: 45 })).toBe(false)
    expect(matches({ level: 20, maxLevel: 'info' }, { level: 30 })).toBe(true)
    expect(matches({ level: 20, maxLevel: 'info' }, { level: 31 })).toBe(false)
  })

  test('takes events by name, and plain records by null', () => {
    expect(matches({ eventName: 'logveil.request' }, { event_name: 'logveil.request' })).toBe(true)
    expect(matches({ eventName: 'logveil.request' }, {})).toBe(false)
    expect(matches({ eventName: [null, 'logveil.request'] }, {})).toBe(true)
    expect(matches({ eventName: null }, { event_name: 'logveil.ledger' })).toBe(false)
  })

  test('takes fields by value, by presence, by absence', () => {
    const record = { http: { status: 500 }, user: { id: 'u1' }, 'a.b': 1 }
    expect(matches({ where: { 'http.status': [500, 503] } }, record)).toBe(true)
    expect(matches({ where: { 'http.status': '500' } }, record)).toBe(false)
    expect(matches({ where: { 'user.id': true, 'user.name': null } }, record)).toBe(true)
    expect(matches({ where: { 'user.id': null } }, record)).toBe(false)
    expect(matches({ where: { 'a.b': 1 } }, record)).toBe(true)
  })

  test('finds nothing under names that every object has', () => {
    expect(matches({ where: { constructor: true } }, {})).toBe(false)
    expect(matches({ where: { '__proto__.toString': true } }, {})).toBe(false)
  })

  test('several routes are any of them, not is none of them', () => {
    expect(matches([{ level: 'error' }, { where: { vip: true } }], { vip: true })).toBe(true)
    expect(matches({ level: 'info', not: { where: { noisy: true } } }, { noisy: true })).toBe(false)
    expect(matches({ level: 'info', not: { where: { noisy: true } } }, {})).toBe(true)
  })
})

describe('fields', () => {
  const entry = toEntry(3, { http: { status: 200, route: '/a' }, latency_ms: 1.5, secret: 'x' })

  test('a list keeps these fields where they stand, and the id', () => {
    const { line, recordId } = createProjection(['http.status', 'latency_ms', 'absent.field'])(
      entry
    )
    expect(JSON.parse(line)).toEqual({
      record_id: recordId,
      http: { status: 200 },
      latency_ms: 1.5
    })
  })

  test('an object gives columns, null where there is nothing', () => {
    const { line, recordId } = createProjection({ status: 'http.status', user: 'user.id' })(entry)
    expect(JSON.parse(line)).toEqual({ record_id: recordId, status: 200, user: null })
  })

  test('without fields the line goes as it is', () => {
    expect(createProjection(undefined)(entry)).toBe(entry)
  })

  test('a path through __proto__ writes an own member', () => {
    const { line } = createProjection(['__proto__.polluted'])(
      toEntry(0, JSON.parse('{"__proto__":{"polluted":1}}') as object)
    )
    expect(JSON.parse(line)).not.toHaveProperty('polluted')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('the wait before the next attempt', () => {
  test('is at most twice the last bound, at most maxMs, and at least what was asked for', () => {
    const wait = (failures: number, after?: number): number =>
      backoffMs(failures, DEFAULT_RETRY, () => 1, after)
    expect([1, 2, 3, 4].map((failures) => wait(failures))).toEqual([200, 400, 800, 1600])
    expect(wait(1000)).toBe(30_000)
    expect(wait(1, 5000)).toBe(5000)
    expect(wait(1, 86_400_000)).toBe(600_000)
    expect(backoffMs(4, DEFAULT_RETRY, () => 0)).toBe(0)
  })
})

describe('a line of plain pino', () => {
  const line = (fields: object): Record<string, unknown> =>
    JSON.parse(
      toStandardLine(JSON.stringify(fields), 'abcdefabcdef', ['host', 'process'])
    ) as Record<string, unknown>

  test('gets the names of the record', () => {
    expect(
      line({ level: 50, time: 1_764_000_000_000, pid: 1, hostname: 'h', msg: 'no', userId: 7 })
    ).toEqual({
      level: 50,
      severity: 'ERROR',
      pii: { rules: 'abcdefabcdef' },
      time: '2025-11-24T16:00:00.000Z',
      userId: 7,
      message: 'no'
    })
  })

  test('an error becomes exception, a reserved name moves to attrs', () => {
    const record = line({
      level: 50,
      time: 1,
      err: { type: 'TypeError', message: 'm', stack: 's' },
      url: '/x',
      pii: { rules: 'f'.repeat(12) }
    })
    expect(record.exception).toEqual({ type: 'TypeError', message: 'm', stacktrace: 's' })
    expect(record.attrs).toEqual({ url: '/x', pii: { rules: 'f'.repeat(12) } })
    expect(record.pii).toEqual({ rules: 'abcdefabcdef' })
  })

  test('a standard line keeps its text but for the stamp', () => {
    const standard =
      '{"level":30,"severity":"INFO","service":{"name":"a"},"pii":{"rules":"000000000000"},"time":"2026-01-01T00:00:00.000Z","message":"m"}'
    expect(toStandardLine(standard, 'abcdefabcdef', ['host'])).toBe(
      standard.replace('000000000000', 'abcdefabcdef')
    )
    expect(toStandardLine(standard, undefined, ['host'])).toBe(standard)
  })

  test('what is no JSON stays as it is', () => {
    expect(toStandardLine('plain text', 'abcdefabcdef', [])).toBe('plain text')
    expect(toStandardLine('[1]', 'abcdefabcdef', [])).toBe('[1]')
  })
})

describe('the ledger as numbers for Prometheus', () => {
  test('has a series for each sink, state and reason', () => {
    const text = ledgerMetrics({
      lake: {
        routed: 10,
        delivered: 5,
        pending: 2,
        deadLettered: 1,
        dropped: 2,
        droppedBy: { full: 2 }
      } as never,
      'a"b': { routed: 0, delivered: 0, pending: 0, deadLettered: 0, dropped: 0 }
    })
    expect(text).toContain(
      '# TYPE logveil_records_routed_total counter\nlogveil_records_routed_total{sink="lake"} 10\n'
    )
    expect(text).toContain('logveil_records_dropped_total{sink="lake",reason="full"} 2\n')
    expect(text).toContain('logveil_records_dropped_total{sink="a\\"b",reason="other"} 0\n')
    expect(text).toContain(
      '# TYPE logveil_records_pending gauge\nlogveil_records_pending{sink="lake"} 2\n'
    )
  })
})
