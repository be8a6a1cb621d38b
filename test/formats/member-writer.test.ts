import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFormat, FORMAT_NAMES } from '../../src/formats/format.ts'
import type { MemberWriter } from '../../src/formats/member-writer.ts'
import type { RecordFields } from '../../src/record/fields.ts'
import { parseStrict } from '../leak/strict-json.ts'

const RESOURCE = {
  service: { name: 'checkout', namespace: 'shop' },
  deployment: { environment: { name: 'staging' } }
}

const NEVER_CLEAN = () => false
const ALWAYS_CLEAN = () => true

function maybe<T>(arbitrary: fc.Arbitrary<T>) {
  return fc.option(arbitrary, { nil: undefined })
}

const REQUEST: fc.Arbitrary<Partial<RecordFields>> = fc.record(
  {
    event_name: fc.constant('logveil.request'),
    request_id: fc.stringMatching(/^[\w.:-]{8,40}$/),
    trace_id: fc.stringMatching(/^[0-9a-f]{31}1$/),
    span_id: fc.stringMatching(/^[0-9a-f]{15}1$/),
    trace_flags: fc.stringMatching(/^[0-9a-f]{2}$/),
    route: fc.string({ unit: 'binary' }),
    latency_ms: fc.double({ min: 0, noDefaultInfinity: true, noNaN: true }),
    outcome: fc.constantFrom('completed', 'aborted', 'timeout', 'error'),
    http: fc.record(
      {
        request: maybe(
          fc.record(
            {
              method: fc.constant('GET'),
              body: fc.record({ size: fc.nat() }),
              header: fc.dictionary(fc.string(), fc.string())
            },
            { requiredKeys: [] }
          )
        ),
        response: maybe(fc.record({ status_code: fc.integer({ min: 100, max: 599 }) }))
      },
      { requiredKeys: [] }
    ),
    url: fc.record({ path: fc.string(), query: fc.string() }, { requiredKeys: [] }),
    client: fc.record({ address: fc.ipV4() }),
    user_agent: fc.record({ original: fc.string({ unit: 'binary' }) }),
    error: fc.record({ type: fc.string() }),
    exception: fc.record({ type: fc.string(), message: fc.string(), stacktrace: fc.string() })
  },
  { requiredKeys: [] }
) as fc.Arbitrary<Partial<RecordFields>>

/** What it wrote, as an object; throws on equal keys. */
function read(toMembers: MemberWriter, record: Partial<RecordFields>) {
  const members = toMembers(record)
  if (members === null) throw new Error('nothing was written')
  const text = `{${(members.safe + members.open).slice(1)}}`
  parseStrict(text)
  const object = JSON.parse(text) as Record<string, unknown>
  expect([...members.names].sort()).toEqual(Object.keys(object).sort())
  return object
}

/** Objects without any value are not written. */
function compact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const kept = compact(inner)
    const isEmpty = typeof kept === 'object' && kept !== null && Object.keys(kept).length === 0
    return isEmpty ? [] : [[key, kept]]
  })
  return Object.fromEntries(entries)
}

describe.each(FORMAT_NAMES)('%s', (name) => {
  const format = createFormat(name, { resource: RESOURCE, projectId: 'p-1', env: {} })

  test('writes what the format has as an object, each key once, whatever is clean', () => {
    fc.assert(
      fc.property(REQUEST, fc.func(fc.boolean()), (record, isClean) => {
        const written = read(format.writer(isClean), record)
        const mapped = JSON.parse(JSON.stringify(format.fields(record)))
        expect(compact(written)).toEqual(compact(mapped))
      }),
      { numRuns: 300 }
    )
  })

  test('a writer keeps nothing of a record for the next', () => {
    const toMembers = format.writer(ALWAYS_CLEAN)
    const first = read(toMembers, { request_id: 'req-12345678', route: '/a', latency_ms: 4 })
    read(toMembers, { client: { address: '192.0.2.0' }, url: { path: '/b' } })
    expect(read(toMembers, { request_id: 'req-12345678', route: '/a', latency_ms: 4 })).toEqual(
      first
    )
  })

  test('what a client sent is nowhere but in the open part, unless it was found clean in its place', () => {
    const sent = {
      route: 'PLANT1',
      url: { path: 'PLANT2', query: 'PLANT3' },
      user_agent: { original: 'PLANT4' },
      http: { request: { method: 'GET', header: { via: 'PLANT5' } } },
      error: { type: 'PLANT6' },
      exception: { type: 'PLANT7', message: 'PLANT8', stacktrace: 'PLANT9' },
      request_id: 'req-12345678',
      latency_ms: 3
    } satisfies Partial<RecordFields>
    const seen: string[] = []
    const looked = format.writer((document) => seen.push(document) < 0)(sent)
    expect(looked?.safe).not.toMatch(/PLANT/)
    for (const document of seen) expect(() => parseStrict(document)).not.toThrow()
    const clean = format.writer((document) => seen.push(document) > 0)(sent)
    const judged = seen.join()
    for (const plant of clean?.safe.match(/PLANT\d/g) ?? []) expect(judged).toContain(plant)
  })

  test('what the table does not know is not written', () => {
    const toMembers = format.writer(ALWAYS_CLEAN)
    for (const record of [
      { other: 1 },
      { attrs: {} },
      { message: 'm' },
      { http: 7 },
      { url: null }
    ])
      expect(toMembers(record as never)).toBeNull()
    // and leaves nothing behind
    expect(read(toMembers, { request_id: 'req-12345678' })).toEqual(
      JSON.parse(JSON.stringify(format.fields({ request_id: 'req-12345678' })))
    )
  })
})

test("the labels that a head has too are the emitter's and the record's in one", () => {
  const format = createFormat('gcp', { resource: RESOURCE, env: {} })
  expect(format.shared).toBe('logging.googleapis.com/labels')
  expect(read(format.writer(NEVER_CLEAN), { request_id: 'req-12345678' })).toEqual({
    'logging.googleapis.com/labels': {
      service_namespace: 'shop',
      env: 'staging',
      request_id: 'req-12345678'
    }
  })
  expect(createFormat('gcp', { env: {} }).shared).toBeUndefined()
})
