import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import {
  getLogger,
  type RequestLog,
  type RequestLoggerOptions,
  requestLogger
} from '../../src/fastify.ts'
import { createTestLog, type TestLog } from './port.ts'
import { call, createGate, type Served } from './serve.ts'

type Setup = { readonly app: FastifyInstance; readonly logs: TestLog; readonly served: Served }

async function serveApp(
  routes: (app: FastifyInstance) => unknown,
  options: RequestLoggerOptions = {},
  fastify: FastifyServerOptions = {}
): Promise<Setup> {
  const logs = createTestLog()
  const app = Fastify({ forceCloseConnections: true, ...fastify })
  await app.register(requestLogger, { log: logs.log, ...options })
  await routes(app)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => app.close())
  const served = {
    server: app.server,
    port: Number(new URL(url).port),
    url,
    close: () => app.close()
  }
  return { app, logs, served }
}

async function recordOf({ logs, served }: Setup, path: string, options = {}) {
  const answer = await call(served, path, options)
  await logs.waitFor(1)
  await served.close()
  expect(logs.requests()).toHaveLength(1)
  return { answer, record: logs.requests()[0] }
}

test('writes one record with the fields of the standard record', async () => {
  const setup = await serveApp((app) => app.get('/users/:id', async () => 'hello'))
  const { answer, record } = await recordOf(setup, '/users/17?full=1')
  expect(record).toMatchObject({
    message: 'GET /users/:id 200',
    event_name: 'logveil.request',
    route: '/users/:id',
    outcome: 'completed',
    url: { path: '/users/17', query: 'full=1' },
    client: { address: '127.0.0.1' },
    http: { request: { method: 'GET' }, response: { status_code: 200, body: { size: 5 } } }
  })
  const { latency_ms = 0, ttfb_ms = 0 } = record ?? {}
  expect(ttfb_ms).toBeGreaterThan(0)
  expect(latency_ms).toBeGreaterThanOrEqual(ttfb_ms)
  expect(answer.headers['x-request-id']).toBe(record?.request_id)
})

test('knows the prefix of a plugin, and reaches into it', async () => {
  const setup = await serveApp((app) =>
    app.register(async (inner) => inner.get('/:shop/items', async () => 'x'), { prefix: '/shops' })
  )
  expect((await recordOf(setup, '/shops/7/items')).record?.route).toBe('/shops/:shop/items')
})

test('reaches routes outside of the plugin that registered it', async () => {
  const logs = createTestLog()
  const app = Fastify()
  onTestFinished(() => app.close())
  app.register(requestLogger, { log: logs.log })
  app.get('/late', async () => 'x')
  await app.inject('/late')
  expect(await logs.waitFor(1)).toMatchObject([{ route: '/late', outcome: 'completed' }])
})

test.each(['default', 'own'])(
  'has no route where none matched: %s not-found handler',
  async (kind) => {
    const setup = await serveApp((app) => {
      if (kind === 'own') app.setNotFoundHandler((_request, reply) => reply.code(404).send('none'))
    })
    const { record } = await recordOf(setup, '/nothing/s3cret')
    expect(record).not.toHaveProperty('route')
    expect(record).toMatchObject({ message: 'GET 404', outcome: 'completed' })
  }
)

class PaymentError extends Error {}

test.each([
  [
    'throws',
    () => {
      throw new PaymentError('card refused')
    }
  ],
  [
    'rejects',
    async () => {
      throw new PaymentError('card refused')
    }
  ]
])('records the error when a handler %s', async (_how, handler) => {
  const setup = await serveApp((app) => app.post('/pay/:id', handler))
  const { record } = await recordOf(setup, '/pay/7', { method: 'POST' })
  expect(record).toMatchObject({
    message: 'POST /pay/:id 500 error',
    outcome: 'error',
    error: { type: 'PaymentError' },
    exception: { type: 'PaymentError', message: 'card refused' }
  })
})

test('records the error that the error handler of the application answers', async () => {
  const setup = await serveApp((app) => {
    app.setErrorHandler((_error, _request, reply) => reply.code(502).send('bad'))
    app.get('/x', async () => {
      throw new PaymentError('no')
    })
  })
  const { record } = await recordOf(setup, '/x')
  expect(record).toMatchObject({ outcome: 'error', http: { response: { status_code: 502 } } })
})

test('calls an error that is answered with 4xx completed', async () => {
  const schema = { body: { type: 'object', required: ['name'] } }
  const setup = await serveApp((app) => app.post('/x', { schema }, async () => 'x'))
  const headers = { 'content-type': 'application/json' }
  const { record } = await recordOf(setup, '/x', { method: 'POST', headers, body: '{}' })
  expect(record).toMatchObject({ outcome: 'completed', http: { response: { status_code: 400 } } })
  expect(record).not.toHaveProperty('exception')
})

test('calls a 500 that was sent completed', async () => {
  const setup = await serveApp((app) =>
    app.get('/x', (_request, reply) => reply.code(500).send('x'))
  )
  const { record } = await recordOf(setup, '/x')
  expect(record).toMatchObject({ outcome: 'completed', error: { type: '500' } })
})

test("calls Fastify's handlerTimeout a timeout", async () => {
  const setup = await serveApp((app) => {
    app.get('/x', { handlerTimeout: 20 }, () => new Promise(() => {}))
  })
  const { record } = await recordOf(setup, '/x')
  expect(record).toMatchObject({ outcome: 'timeout', http: { response: { status_code: 503 } } })
})

test("calls Fastify's connectionTimeout a timeout", async () => {
  const { logs, served } = await serveApp(
    (app) => app.get('/x', () => new Promise(() => {})),
    {},
    { connectionTimeout: 30 }
  )
  await expect(call(served, '/x')).rejects.toThrow()
  await logs.waitFor(1)
  await served.close()
  expect(logs.requests()).toMatchObject([{ outcome: 'timeout', route: '/x' }])
})

test('calls it aborted when the caller leaves', async () => {
  const { logs, served } = await serveApp((app) => {
    app.get('/x', () => {
      sent.destroy()
      return new Promise(() => {})
    })
  })
  const sent = request({ port: served.port, path: '/x', agent: false })
  sent.on('error', () => {})
  sent.end()
  await logs.waitFor(1)
  await served.close()
  expect(logs.requests()).toMatchObject([{ outcome: 'aborted', route: '/x' }])
})

test('records a hijacked reply at its end', async () => {
  const setup = await serveApp((app) => {
    app.get('/x', (_request, reply) => {
      reply.hijack()
      reply.raw.end('raw')
    })
  })
  const { record } = await recordOf(setup, '/x')
  expect(record).toMatchObject({ outcome: 'completed', http: { response: { body: { size: 3 } } } })
})

test('counts a streamed body', async () => {
  const { Readable } = await import('node:stream')
  const setup = await serveApp((app) => {
    app.get('/x', (_request, reply) => reply.send(Readable.from(['é', 'ab'])))
  })
  expect((await recordOf(setup, '/x')).record?.http?.response?.body).toEqual({ size: 4 })
})

test('makes request.log and reply.log the logger of the request, and finds it behind the body parser', async () => {
  const setup = await serveApp((app) => {
    app.addHook('preHandler', async () => getLogger().set({ hook: true }))
    app.post('/x', async (request, reply) => {
      expect(request.log).toBe(getLogger())
      expect(reply.log).toBe(getLogger())
      request.log.info('inside')
      ;(request.log as RequestLog).set({ body: request.body })
      await new Promise((resolve) => setImmediate(resolve))
      return getLogger().bindings().request_id
    })
  })
  const headers = { 'content-type': 'application/json' }
  const sent = { method: 'POST', headers, body: '{"a":1}' }
  const { answer, record } = await recordOf(setup, '/x', sent)
  expect(answer.body).toBe(record?.request_id)
  expect(record).toMatchObject({ hook: true, body: { a: 1 } })
  expect(setup.logs.lines[0]).toMatchObject({ message: 'inside', request_id: record?.request_id })
})

test('never mixes the loggers of 200 requests at once', async () => {
  const gate = createGate()
  let waiting = 0
  const { logs, served } = await serveApp((app) => {
    app.post('/r/:n', async (request) => {
      waiting++
      if (waiting === 200) gate.open()
      await gate.opened
      getLogger().set(request.params as { n: string })
      return getLogger().bindings().request_id
    })
  })
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) => {
      const headers = { 'x-request-id': `request-${n}`, 'content-type': 'application/json' }
      return call(served, `/r/${n}`, { method: 'POST', headers, body: '{}' })
    })
  )
  expect(answers.map(({ body }) => body)).toEqual(answers.map((_, n) => `request-${n}`))
  await served.close()
  expect(logs.requests()).toHaveLength(200)
  for (const record of logs.requests()) expect(record.request_id).toBe(`request-${record.n}`)
})

test('fails the start with every problem when options are wrong', async () => {
  const app = Fastify()
  const options = { log: createTestLog().log, trustproxy: true, ignore: 1 }
  app.register(requestLogger, options as never)
  await expect(app.ready()).rejects.toMatchObject({
    code: 'ERR_OPTIONS_INVALID',
    issues: [{ path: 'trustproxy' }, { path: 'ignore' }]
  })
  const bare = Fastify()
  bare.register(requestLogger, {} as never)
  await expect(bare.ready()).rejects.toMatchObject({ issues: [{ path: 'log' }] })
})

test('survives a caller that speaks no HTTP', async () => {
  const { logs, served } = await serveApp((app) => app.get('/x', async () => 'x'))
  const socket = connect(served.port, '127.0.0.1')
  socket.write('nonsense\r\n\r\n')
  socket.resume()
  await once(socket, 'close')
  await served.close()
  expect(logs.requests()).toHaveLength(0)
})
