import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFormat, FORMAT_NAMES, type FormatName } from '../../src/formats/format.ts'
import { FIELDS, RESERVED_NAMES, type RecordFields } from '../../src/record/fields.ts'
import { validateRecord } from '../../src/record/validate.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

const RESOURCE = {
  service: { name: 'checkout', version: '1.4.2', namespace: 'shop', instance: { id: 'i-1' } },
  deployment: { environment: { name: 'staging' } },
  host: { name: 'box' },
  process: { pid: 42 },
  container: { id: 'c', name: 'app', image: { name: 'img' } },
  k8s: { cluster: { name: 'eu' }, namespace: { name: 'shop' }, pod: { name: 'p', uid: 'u' } }
}

const REQUEST = {
  event_name: 'logveil.request',
  request_id: 'req-12345678',
  route: '/users/:id',
  latency_ms: 12,
  ttfb_ms: 3.5,
  outcome: 'completed',
  trace_id: TRACE,
  span_id: SPAN,
  trace_flags: '01',
  http: {
    request: { method: 'GET', body: { size: 7 } },
    response: { status_code: 200, body: { size: 1024 } }
  },
  url: { path: '/users/1', query: 'page=2' },
  client: { address: '192.0.2.0' },
  user_agent: { original: 'curl/8' }
} satisfies Partial<RecordFields>

const EXCEPTION = {
  type: 'TypeError',
  message: 'no user',
  stacktrace: 'TypeError: no user\n    at f'
}

test('standard is the record itself', () => {
  const format = createFormat('standard')
  expect(format.fields(REQUEST)).toBe(REQUEST)
  expect(format.resource(RESOURCE)).toEqual(RESOURCE)
  expect(format.levelFields('warn', 40)).toEqual({ level: 40, severity: 'WARNING' })
  expect(format.stamp('a1b2c3d4e5f6')).toEqual({ pii: { rules: 'a1b2c3d4e5f6' } })
  expect(format.exception(EXCEPTION)).toEqual({ exception: EXCEPTION })
  expect(format.reserved).toEqual(RESERVED_NAMES)
})

test('a line put together from the standard format is a standard record', () => {
  const format = createFormat('standard', { now: () => 0 })
  const line = JSON.parse(`{"a":1${format.time()}}`)
  const { host: _host, ...resource } = RESOURCE
  const record = {
    ...format.levelFields('info', 30),
    ...line,
    ...format.stamp('a1b2c3d4e5f6'),
    ...format.resource(resource),
    ...format.fields(REQUEST)
  }
  expect(validateRecord(record)).toEqual([])
})

test("pino's format adds nothing to pino's record and reserves nothing", () => {
  const format = createFormat('pino', { now: () => 7 })
  expect(format.time()).toBe(',"time":7')
  expect(format.messageKey).toBe('msg')
  expect(format.levelFields('info', 30)).toEqual({ level: 30 })
  expect([format.resource(RESOURCE), format.stamp('x'), format.trace({ trace_id: TRACE })]).toEqual(
    [{}, {}, {}]
  )
  expect(format.reserved.size).toBe(0)
})

test('ecs writes names and units of the Elastic Common Schema', () => {
  expect(createFormat('ecs').fields({ ...REQUEST, ...RESOURCE })).toEqual({
    event: { dataset: 'logveil.request', duration: 12_000_000, outcome: 'success' },
    http: {
      request: { id: 'req-12345678', method: 'GET', body: { bytes: 7 } },
      response: { status_code: 200, body: { bytes: 1024 } }
    },
    labels: { http_route: '/users/:id' },
    ttfb_ms: 3.5,
    outcome: 'completed',
    trace: { id: TRACE },
    span: { id: SPAN },
    trace_flags: '01',
    url: { path: '/users/1', query: 'page=2' },
    client: { ip: '192.0.2.0' },
    user_agent: { original: 'curl/8' },
    service: {
      name: 'checkout',
      version: '1.4.2',
      namespace: 'shop',
      node: { name: 'i-1' },
      environment: 'staging'
    },
    host: { name: 'box' },
    process: { pid: 42 },
    container: { id: 'c', name: 'app', image: { name: 'img' } },
    orchestrator: { cluster: { name: 'eu' }, namespace: 'shop' },
    kubernetes: { pod: { name: 'p', uid: 'u' } }
  })
})

test('ecs writes its version, the level as a word and error fields', () => {
  const format = createFormat('ecs')
  expect(format.resource({ service: { name: 'a' } })).toEqual({
    ecs: { version: '8.11.0' },
    service: { name: 'a' }
  })
  expect(format.levelFields('warn', 40)).toEqual({ level: 40, log: { level: 'warning' } })
  expect(format.exception(EXCEPTION)).toEqual({
    error: { type: 'TypeError', message: 'no user', stack_trace: EXCEPTION.stacktrace }
  })
})

test.each([
  ['completed', 200, 'success'],
  ['completed', 500, 'failure'],
  ['error', 200, 'failure'],
  ['timeout', undefined, 'failure'],
  ['aborted', 200, 'unknown']
] as const)('ecs takes %s with status %s for %s', (outcome, status_code, expected) => {
  const out = createFormat('ecs').fields({ outcome, http: { response: { status_code } } })
  expect(out.event).toEqual({ outcome: expected })
})

test("gcp writes the fields that Google's agents read", () => {
  const format = createFormat('gcp', { projectId: 'shop-1' })
  expect(format.fields({ ...REQUEST, exception: EXCEPTION })).toEqual({
    event_name: 'logveil.request',
    'logging.googleapis.com/labels': { request_id: 'req-12345678', route: '/users/:id' },
    'logging.googleapis.com/trace': `projects/shop-1/traces/${TRACE}`,
    'logging.googleapis.com/spanId': SPAN,
    'logging.googleapis.com/trace_sampled': true,
    httpRequest: {
      latency: '0.012s',
      requestMethod: 'GET',
      requestSize: '7',
      requestUrl: '/users/1?page=2',
      status: 200,
      responseSize: '1024',
      remoteIp: '192.0.2.0',
      userAgent: 'curl/8'
    },
    ttfb_ms: 3.5,
    outcome: 'completed',
    exception: EXCEPTION,
    stack_trace: EXCEPTION.stacktrace
  })
  expect(format.levelFields('fatal', 60)).toEqual({ level: 60, severity: 'CRITICAL' })
})

test('gcp takes the project from GOOGLE_CLOUD_PROJECT, an option wins', () => {
  const env = { GOOGLE_CLOUD_PROJECT: 'from-env' }
  const nameOf = (options: object) =>
    createFormat('gcp', options).trace({ trace_id: TRACE })['logging.googleapis.com/trace']
  expect(nameOf({ env })).toBe(`projects/from-env/traces/${TRACE}`)
  expect(nameOf({ env, projectId: 'p' })).toBe(`projects/p/traces/${TRACE}`)
  expect(nameOf({ env: {} })).toBe(TRACE)
})

test("gcp's labels of a request hold the resource's too, so that the later of two equal keys has all", () => {
  const format = createFormat('gcp', { resource: RESOURCE, env: {} })
  expect(format.fields({ request_id: 'req-12345678' })).toEqual({
    'logging.googleapis.com/labels': {
      service_namespace: 'shop',
      service_instance_id: 'i-1',
      env: 'staging',
      request_id: 'req-12345678'
    }
  })
  expect(format.fields({ ttfb_ms: 1 })).toEqual({ ttfb_ms: 1 })
})

test('gcp names the service for Error Reporting', () => {
  const { service, deployment } = RESOURCE
  expect(createFormat('gcp').resource({ service, deployment })).toEqual({
    serviceContext: { service: 'checkout', version: '1.4.2' },
    'logging.googleapis.com/labels': {
      service_namespace: 'shop',
      service_instance_id: 'i-1',
      env: 'staging'
    }
  })
})

test('datadog writes its standard attributes', () => {
  const format = createFormat('datadog')
  expect(format.fields({ ...REQUEST, exception: EXCEPTION })).toEqual({
    evt: { name: 'logveil.request' },
    http: {
      request_id: 'req-12345678',
      route: '/users/:id',
      method: 'GET',
      request: { content_length: 7 },
      response: { content_length: 1024 },
      status_code: 200,
      url_details: { path: '/users/1' },
      url: '/users/1?page=2',
      useragent: 'curl/8'
    },
    duration: 12_000_000,
    ttfb_ms: 3.5,
    outcome: 'completed',
    dd: { trace_id: TRACE, span_id: '67667974448284343' },
    trace_flags: '01',
    network: { client: { ip: '192.0.2.0' } },
    error: { kind: 'TypeError', message: 'no user', stack: EXCEPTION.stacktrace }
  })
  expect(format.levelFields('info', 30)).toEqual({ level: 30, status: 'INFO' })
})

test('datadog has service, version and env as plain tags', () => {
  expect(createFormat('datadog').resource(RESOURCE)).toMatchObject({
    service: 'checkout',
    version: '1.4.2',
    env: 'staging',
    host: 'box',
    pod_name: 'p',
    kube_namespace: 'shop'
  })
})

test('the exception wins over error.type where both have one place', () => {
  for (const name of ['ecs', 'datadog'] as const) {
    const { error } = createFormat(name).fields({ error: { type: '500' }, exception: EXCEPTION })
    expect(Object.values(error as object)).toContain('TypeError')
    expect(Object.values(error as object)).not.toContain('500')
  }
})

test.each([
  ['standard', 'time'],
  ['gcp', 'time'],
  ['ecs', '@timestamp'],
  ['datadog', 'timestamp']
] as const)('%s writes the time under %s', (name, key) => {
  const format = createFormat(name, { now: () => 0 })
  expect(format.timeKey).toBe(key)
  expect(format.time()).toBe(`,"${key}":"1970-01-01T00:00:00.000Z"`)
})

test.each(['gcp', 'ecs', 'datadog'] as const)('%s reserves all names that it writes', (name) => {
  const format = createFormat(name)
  const written = {
    ...format.resource(RESOURCE),
    ...format.fields({ ...REQUEST, exception: EXCEPTION, attrs: {}, message: 'm' }),
    ...format.levelFields('info', 30),
    ...format.stamp('a1b2c3d4e5f6'),
    [format.timeKey]: ''
  }
  expect(Object.keys(written).filter((key) => !format.reserved.has(key))).toEqual([])
  expect([...RESERVED_NAMES].filter((key) => !format.reserved.has(key))).toEqual([])
})

test('every format is frozen and keeps the numeric level', () => {
  for (const name of FORMAT_NAMES) {
    const format = createFormat(name)
    expect(Object.isFrozen(format)).toBe(true)
    expect(format.levelFields('notice', 35).level).toBe(35)
  }
})

const textField = fc.option(fc.string(), { nil: undefined })

const anyRecord: fc.Arbitrary<Partial<RecordFields>> = fc.record(
  {
    message: fc.string(),
    request_id: fc.string(),
    route: fc.string(),
    latency_ms: fc.double(),
    outcome: fc.constantFrom(...FIELDS.outcome.shape.enum),
    trace_id: fc.string(),
    span_id: fc.string(),
    trace_flags: fc.string(),
    http: fc.record(
      {
        request: fc.record({ method: textField, header: fc.dictionary(fc.string(), fc.string()) }),
        response: fc.record({ status_code: fc.option(fc.integer(), { nil: undefined }) })
      },
      { requiredKeys: [] }
    ),
    url: fc.record({ path: textField, query: textField }),
    client: fc.record({ address: fc.string() }),
    error: fc.record({ type: fc.string() }),
    exception: fc.record({ type: fc.string(), message: fc.string(), stacktrace: fc.string() }),
    attrs: fc.dictionary(fc.string(), fc.jsonValue()),
    service: fc.record({ name: fc.string(), version: textField })
  },
  { requiredKeys: [] }
)

/** Keys in a JSON text; a duplicate counts twice, while parsing keeps one. */
function countKeys(json: string): number {
  return [...json.matchAll(/"(?:[^"\\]|\\.)*"(:?)/g)].filter(([, colon]) => colon === ':').length
}

function countParsedKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const nested = Object.values(value).reduce(
    (sum: number, child) => sum + countParsedKeys(child),
    0
  )
  return nested + (Array.isArray(value) ? 0 : Object.keys(value).length)
}

test('whatever is in a record: every format gives valid JSON without duplicate keys and changes nothing', () => {
  const names: readonly FormatName[] = ['standard', 'gcp', 'ecs', 'datadog']
  const formats = names.map((name) => createFormat(name, { projectId: 'p', resource: RESOURCE }))
  fc.assert(
    fc.property(anyRecord, (record) => {
      const before = JSON.stringify(record)
      for (const format of formats) {
        const json = JSON.stringify(format.fields(record))
        expect(countParsedKeys(JSON.parse(json))).toBe(countKeys(json))
      }
      expect(JSON.stringify(record)).toBe(before)
    })
  )
})

test('no text of a record is lost in any format', () => {
  const texts = fc.record({
    route: fc.uuid(),
    exception: fc.record({ type: fc.uuid(), message: fc.uuid(), stacktrace: fc.uuid() }),
    url: fc.record({ path: fc.uuid(), query: fc.uuid() }),
    request_id: fc.uuid(),
    attrs: fc.dictionary(fc.string(), fc.uuid())
  })
  const leaves = (value: unknown): readonly unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value]
  fc.assert(
    fc.property(texts, fc.constantFrom(...FORMAT_NAMES), (record, name) => {
      const json = JSON.stringify(createFormat(name, { env: {} }).fields(record))
      for (const text of leaves(record)) expect(json).toContain(String(text))
    })
  )
})
