/**
 * Fields under nestedKey, and what stands beside them at the top.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { requestLogger } from '../../src/http/index.ts'
import { createLogger, type LoggerOptions } from '../../src/index.ts'

function build(options: LoggerOptions = {}) {
  const lines: string[] = []
  const log = createLogger(
    { nestedKey: 'payload', onError: () => undefined, ...options },
    { write: (line) => void lines.push(line) }
  )
  return { log, lines, last: () => JSON.parse(lines.at(-1) as string) as Record<string, unknown> }
}

test("a request's record stands at the top, a caller's fields under the key", async () => {
  const { log, last, lines } = build()
  const middleware = requestLogger(log)
  const server = createServer(
    middleware.wrap((req, res) => {
      ;(req as unknown as { log: typeof log }).log.info({ a: 1 }, 'inside')
      res.end('ok')
    })
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await (
    await fetch(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/x?token=aaaaaaaaaaaaaaaa`
    )
  ).text()
  await new Promise((resolve) => server.close(resolve))
  expect(JSON.parse(lines.at(-2) as string)).toMatchObject({
    payload: { a: 1 },
    request_id: expect.any(String)
  })
  expect(last()).toMatchObject({
    event_name: 'logveil.request',
    http: { response: { status_code: 200 } }
  })
  expect(last().payload).toBeUndefined()
})

test('an error whose properties cannot be serialised keeps its exception', () => {
  const { log, last } = build()
  const trap = () => {
    throw new Error('x')
  }
  const hostile = new Proxy({}, { get: trap, ownKeys: trap, getOwnPropertyDescriptor: trap })
  log.error(Object.assign(new RangeError('no page'), { hostile }), 'x')
  expect(last()).toMatchObject({
    exception: { type: 'RangeError', message: 'no page' },
    message: 'x'
  })
})

test('no key stands twice: a binding named as the nested key, or as what an error becomes', () => {
  const { log, lines, last } = build()
  log.child({ payload: 1 }).info({ a: 1 }, 'x')
  expect(lines.at(-1)?.match(/"payload":/g)).toHaveLength(1)
  expect(last().payload).toEqual({ a: 1 })
  log.child({ err: new Error('one') }).error(new Error('two'))
  expect(lines.at(-1)?.match(/"exception":/g)).toHaveLength(1)
})

test('without it: what a child and a call moved to attrs stands there together', () => {
  const lines: string[] = []
  const log = createLogger({ onError: () => undefined }, { write: (line) => void lines.push(line) })
  // @ts-expect-error: a reserved name
  log.child({ url: '/x' }).info({ route: 3 }, 'x')
  expect(lines.at(-1)?.match(/"attrs":/g)).toHaveLength(1)
  expect(JSON.parse(lines.at(-1) as string).attrs).toEqual({ url: '/x', route: 3 })
})
