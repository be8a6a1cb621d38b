import { describe, expect, test } from 'vitest'
import { FORMAT_NAMES } from '../src/formats/format.ts'
import { LOGGER_PORT, type LoggerPort } from '../src/http/logger-port.ts'
import { createLogger, type LoggerOptions } from '../src/index.ts'
import type { RecordFields } from '../src/record/fields.ts'
import { COUNTERS } from '../src/scanner.ts'
import { parseStrict } from './leak/strict-json.ts'

const MAIL = ['jane.doe', 'example.com'].join('@')
const REQUEST = {
  event_name: 'logveil.request',
  request_id: 'req-12345678',
  route: '/users/:id',
  latency_ms: 12.25,
  outcome: 'completed',
  http: { request: { method: 'GET' }, response: { status_code: 200, body: { size: 17 } } },
  url: { path: '/users/1', query: 'page=2' },
  client: { address: '192.0.2.0' },
  user_agent: { original: 'curl/8' }
} satisfies Partial<RecordFields>

function open(options: LoggerOptions) {
  const lines: string[] = []
  const log = createLogger(
    { pretty: false, onError: () => undefined, ...options } as LoggerOptions,
    { write: (line: string) => void lines.push(line) }
  )
  const port = (log as unknown as Record<symbol, LoggerPort>)[LOGGER_PORT] as LoggerPort
  const counters = (log as unknown as Record<symbol, { tokenised: number }>)[COUNTERS]
  const write = (
    fields: object = {},
    own: Record<string, unknown> = {},
    message = 'GET /users/:id 200',
    on: object = log
  ) => {
    lines.length = 0
    port.write(on as never, 'info', { ...REQUEST, ...fields }, own, message)
    return lines.at(-1) ?? ''
  }
  write()
  return { log, port, counters, write, lines }
}

describe.each(FORMAT_NAMES)('a request record as %s', (format) => {
  const mayRepeat = format === 'pino'

  test('is written without being taken apart, the same each time', () => {
    const { write, counters } = open({ format, resource: 'full' })
    const first = write().replace(/"@?time(?:stamp)?":[^,]+/, '')
    expect(write().replace(/"@?time(?:stamp)?":[^,]+/, '')).toBe(first)
    expect(counters?.tokenised).toBe(0)
    parseStrict(first.replace('{,', '{').replace(',,', ','))
  })

  test.each<[string, object, Record<string, unknown>?, string?]>([
    ['path', { url: { path: `/users/${MAIL}` } }],
    ['query', { url: { path: '/', query: `to=${MAIL}` } }],
    ['user agent', { user_agent: { original: `bot (${MAIL})` } }],
    ['route', { route: `/users/${MAIL}` }],
    ['header', { http: { request: { method: 'GET', header: { from: MAIL } } } }],
    ['class of error', { error: { type: MAIL } }],
    ['own field', {}, { note: `mail ${MAIL}` }],
    ['own key', {}, { [MAIL]: 1 }],
    ['own error', {}, { err: new Error(`no such user ${MAIL}`) }],
    ['message', {}, {}, `GET /users/${MAIL} 200`]
  ])('holds no value planted in its %s, the first time and again', (_, fields, own, message) => {
    const { write } = open({ format })
    for (let i = 0; i < 3; i++) {
      const line = write(fields, own, message)
      expect(line).not.toContain(MAIL)
      parseStrict(line, mayRepeat)
      // the clean ones between them stay clean
      expect(write()).toContain('GET /users/:id 200')
    }
  })

  test('a value that is two in one place is looked at as one', () => {
    const { write } = open({ format })
    const [user, host] = MAIL.split('@') as [string, string]
    const line = write({ url: { path: `/${user}@${host}`, query: 'q=1' } })
    expect(line).not.toContain(MAIL)
  })

  test('no key stands twice, whatever bindings and own fields are called', () => {
    const { log, port, write } = open({
      format,
      deployment: { environment: { name: 'staging' } }
    })
    const child = log.child({ tenant: 'a', shard: 1, url: '/x' } as never)
    const line = write({}, { tenant: 'b', route: 'own', shard: 2 }, 'done', child)
    if (!mayRepeat) parseStrict(line)
    expect(JSON.parse(line)).toMatchObject({ tenant: 'b', shard: 2 })
    const inner = port.child(child as never, { request_id: 'req-12345678' })
    const again = write({}, {}, 'done', inner)
    if (!mayRepeat) parseStrict(again)
    inner.info({ tenant: 'c' }, 'hello')
  })

  test("a user's serializer, path, mixin and nested key hold", () => {
    const name = { standard: 'url', pino: 'url', ecs: 'url', gcp: 'httpRequest', datadog: 'http' }
    const serialised = open({ format, serializers: { [name[format]]: () => 'kept short' } })
    expect(JSON.parse(serialised.write())[name[format]]).toBe('kept short')
    const child = open({ format })
    const own = child.log.child({}, { serializers: { [name[format]]: () => 'kept short' } })
    expect(JSON.parse(child.write({}, {}, 'done', own))[name[format]]).toBe('kept short')
    const redacted = open({ format, redact: [`${name[format]}`] })
    expect(JSON.parse(redacted.write())[name[format]]).toBe('[Redacted]')
    for (const options of [{ mixin: () => ({ note: MAIL }) }, { nestedKey: 'own' }]) {
      const line = open({ format, ...options }).write(
        { url: { path: `/users/${MAIL}`, query: '' } },
        { tenant: 'a' }
      )
      expect(line).not.toContain(MAIL)
      parseStrict(line)
      expect(line).toContain('"tenant":"a"')
    }
  })
})
