import { once } from 'node:events'
import { request } from 'node:http'
import express, { type ErrorRequestHandler, type Express, Router } from 'express'
import { expect, test } from 'vitest'
import { getLogger, type RequestLoggerOptions, requestLogger } from '../../src/http/index.ts'
import { createTestLog, type TestLog } from './port.ts'
import { call, createGate, type Served, serve } from './serve.ts'

type Setup = { readonly logs: TestLog; readonly served: Served }

async function serveApp(
  routes: (app: Express) => void,
  options?: RequestLoggerOptions
): Promise<Setup> {
  const logs = createTestLog()
  const app = express()
  // In this environment Express does not print errors.
  app.set('env', 'test')
  app.use(requestLogger(logs.log, options))
  routes(app)
  return { logs, served: await serve(app) }
}

async function recordOf({ logs, served }: Setup, path: string, options = {}) {
  const answer = await call(served, path, options)
  await logs.waitFor(1)
  await served.close()
  expect(logs.requests()).toHaveLength(1)
  return { answer, record: logs.requests()[0] }
}

async function routeOf(path: string, routes: (app: Express) => void): Promise<unknown> {
  const { record } = await recordOf(await serveApp(routes), path)
  expect(JSON.stringify({ ...record, url: undefined })).not.toContain('s3cret')
  return record?.route
}

const ok: express.RequestHandler = (_req, res) => void res.send('ok')

test('writes one record with the route template and the whole path', async () => {
  const setup = await serveApp((app) => app.get('/users/:id', ok))
  const { answer, record } = await recordOf(setup, '/users/17?full=1')
  expect(record).toMatchObject({
    message: 'GET /users/:id 200',
    route: '/users/:id',
    outcome: 'completed',
    url: { path: '/users/17', query: 'full=1' },
    http: { response: { status_code: 200, body: { size: 2 } } }
  })
  expect(answer.headers['x-request-id']).toBe(record?.request_id)
})

test('has no route where none matched', async () => {
  const { record } = await recordOf(await serveApp(() => {}), '/nothing/here')
  expect(record).not.toHaveProperty('route')
  expect(record).toMatchObject({ message: 'GET 404', outcome: 'completed' })
})

test('has no route where a middleware answered', async () => {
  expect(await routeOf('/s3cret', (app) => app.use(ok))).toBeUndefined()
})

test('puts the templates of nested routers together', async () => {
  const route = await routeOf('/api/shops/s3cret/items/9', (app) => {
    const items = Router().get('/:item', ok)
    const shops = Router().use('/items', items)
    const api = Router().use('/shops/:shop', shops)
    app.use('/api', api)
  })
  expect(route).toBe('/api/shops/:shop/items/:item')
})

test('knows a mount point below which a middleware was mounted beside it', async () => {
  const next: express.RequestHandler = (_req, _res, go) => go()
  const route = await routeOf('/a/s3cret/x', (app) => {
    app.use('/a', next)
    app.use('/a/:b', next)
    app.use('/a/:b', Router().use(next).get('/x', ok))
  })
  expect(route).toBe('/a/:b/x')
})

test('knows the mount point of an application in the application', async () => {
  const route = await routeOf('/admin/s3cret', (app) => {
    app.use('/admin', express().get('/:id', ok))
  })
  expect(route).toBe('/admin/:id')
})

test('gives the template of the mount point for the route / of a router', async () => {
  expect(await routeOf('/users/', (app) => app.use('/users', Router().get('/', ok)))).toBe('/users')
})

test('writes the template as it was declared, whatever the case of the path', async () => {
  const route = await routeOf('/USERS/s3cret', (app) => app.use('/users', Router().get('/:id', ok)))
  expect(route).toBe('/users/:id')
})

test('takes the one of several patterns that matched', async () => {
  expect(await routeOf('/b/s3cret', (app) => app.get(['/a/:id', '/b/:id'], ok))).toBe('/b/:id')
})

test('has no route for a regular expression', async () => {
  expect(await routeOf('/files/s3cret', (app) => app.get(/^\/files\/(.*)$/, ok))).toBeUndefined()
})

test.each([['/{*rest}'], [/^\/\w+/], ['{/:lang}']])(
  'has no route below the mount point %s, which does not tell what it took',
  async (mount) => {
    const route = await routeOf('/s3cret', (app) =>
      app.use(mount, Router().use(Router().get('/', ok)))
    )
    expect(route).toBeUndefined()
  }
)

test('keeps the template when router.param() callbacks run', async () => {
  const route = await routeOf('/t/s3cret/u/1', (app) => {
    const users = Router({ mergeParams: true })
    users.param('id', (_req, _res, next) => next())
    users.get('/u/:id', ok)
    app.param('tenant', (_req, _res, next) => next())
    app.use('/t/:tenant', users)
  })
  expect(route).toBe('/t/:tenant/u/:id')
})

test('takes the last of several routes that matched', async () => {
  const route = await routeOf('/a/s3cret', (app) => {
    app.all('/*all', (_req, _res, next) => next())
    app.get('/a/:id', ok)
  })
  expect(route).toBe('/a/:id')
})

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
  ],
  ['calls next with an error', (_req, _res, next) => next(new PaymentError('card refused'))]
] as [string, express.RequestHandler][])(
  'records the error when a handler %s, with the full route',
  async (_how, handler) => {
    const setup = await serveApp((app) => app.use('/pay', Router().post('/:id', handler)))
    const { record } = await recordOf(setup, '/pay/7', { method: 'POST' })
    expect(record).toMatchObject({
      message: 'POST /pay/:id 500 error',
      level: 50,
      outcome: 'error',
      route: '/pay/:id',
      http: { response: { status_code: 500 } },
      error: { type: 'PaymentError' },
      exception: { type: 'PaymentError', message: 'card refused' }
    })
  }
)

test('records the error that an error handler of the application answers', async () => {
  const setup = await serveApp((app) => {
    app.get('/x', () => {
      throw new PaymentError('no')
    })
    const handle: ErrorRequestHandler = (_error, _req, res, _next) => void res.status(502).json({})
    app.use(handle)
  })
  const { record } = await recordOf(setup, '/x')
  expect(record).toMatchObject({
    outcome: 'error',
    route: '/x',
    error: { type: 'PaymentError' },
    http: { response: { status_code: 502 } }
  })
})

test('calls an error that is answered with 4xx completed', async () => {
  const setup = await serveApp((app) => {
    app.use(express.json())
    app.post('/x', () => {
      throw Object.assign(new Error('no such thing'), { status: 404 })
    })
  })
  const { record } = await recordOf(setup, '/x', { method: 'POST' })
  expect(record).toMatchObject({ outcome: 'completed', level: 30 })
  expect(record).not.toHaveProperty('exception')
  expect(record).not.toHaveProperty('error')
})

test('calls a 500 that was sent completed', async () => {
  const setup = await serveApp((app) => app.get('/x', (_req, res) => void res.sendStatus(500)))
  const { record } = await recordOf(setup, '/x')
  expect(record).toMatchObject({ outcome: 'completed', error: { type: '500' } })
  expect(record).not.toHaveProperty('exception')
})

test('records the error after the head, where Express closes the connection', async () => {
  const { logs, served } = await serveApp((app) => {
    app.get('/x', (_req, res) => {
      res.write('part')
      throw new PaymentError('late')
    })
  })
  await expect(call(served, '/x')).rejects.toThrow()
  await logs.waitFor(1)
  await served.close()
  expect(logs.requests()).toMatchObject([{ outcome: 'error', exception: { message: 'late' } }])
})

test('reads an error that the application left in res.err', async () => {
  const setup = await serveApp((app) => {
    app.get('/x', (_req, res) => {
      Object.assign(res, { err: new PaymentError('kept') })
      res.sendStatus(500)
    })
  })
  const { record } = await recordOf(setup, '/x')
  expect(record).toMatchObject({ outcome: 'error', exception: { message: 'kept' } })
})

test('calls it aborted when the caller leaves and the body parser fails of it', async () => {
  const { logs, served } = await serveApp((app) => {
    app.use((_req, _res, next) => {
      next()
      sent.destroy()
    })
    app.use(express.json())
    app.post('/x', ok)
  })
  const headers = { 'content-type': 'application/json', 'content-length': 100 }
  const sent = request({ port: served.port, path: '/x', method: 'POST', headers, agent: false })
  sent.on('error', () => {})
  sent.write('{')
  await logs.waitFor(1)
  await served.close()
  expect(logs.requests()).toMatchObject([{ outcome: 'aborted' }])
  expect(logs.requests()[0]).not.toHaveProperty('exception')
})

test('finds the logger behind a body parser and in what the handler calls', async () => {
  const save = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    getLogger().set({ saved: true })
    return getLogger().bindings().request_id
  }
  const setup = await serveApp((app) => {
    app.use(express.json())
    app.post('/x', async (req, res) => {
      req.log.set({ name: req.body.name })
      res.send(await save())
    })
  })
  const headers = { 'content-type': 'application/json' }
  const { answer, record } = await recordOf(setup, '/x', {
    method: 'POST',
    headers,
    body: '{"name":"n"}'
  })
  expect(answer.body).toBe(record?.request_id)
  expect(record).toMatchObject({ saved: true, name: 'n' })
})

test('never mixes the loggers of 200 requests at once', async () => {
  const gate = createGate()
  let waiting = 0
  const { logs, served } = await serveApp((app) => {
    app.get('/r/:n', async (req, res) => {
      waiting++
      if (waiting === 200) gate.open()
      await gate.opened
      getLogger().set({ n: req.params.n })
      res.send(String(getLogger().bindings().request_id))
    })
  })
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      call(served, `/r/${n}`, { headers: { 'x-request-id': `request-${n}` } })
    )
  )
  expect(answers.map(({ body }) => body)).toEqual(answers.map((_, n) => `request-${n}`))
  await served.close()
  expect(logs.requests()).toHaveLength(200)
  for (const record of logs.requests()) {
    expect(record.request_id).toBe(`request-${record.n}`)
    expect(record.url?.path).toBe(`/r/${record.n}`)
    expect(record.route).toBe('/r/:n')
  }
})

test('counts the bytes that a compressing middleware sends', async () => {
  const { createGzip } = await import('node:zlib')
  const setup = await serveApp((app) => {
    app.get('/x', (_req, res) => {
      const gzip = createGzip()
      res.setHeader('content-encoding', 'gzip')
      gzip.pipe(res)
      gzip.end('a'.repeat(10_000))
    })
  })
  const { record } = await recordOf(setup, '/x')
  const size = record?.http?.response?.body?.size ?? 0
  expect(size).toBeGreaterThan(10)
  expect(size).toBeLessThan(200)
})

test('counts the file that res.sendFile sends', async () => {
  const setup = await serveApp((app) => {
    app.get('/x', (_req, res) => res.sendFile(__filename))
  })
  const { answer, record } = await recordOf(setup, '/x')
  expect(record?.http?.response?.body?.size).toBe(Buffer.byteLength(answer.body))
})

test('times a request that hangs until the caller leaves', async () => {
  const { logs, served } = await serveApp((app) => {
    app.get('/hang', () => {
      sent.destroy()
    })
  })
  const sent = request({ port: served.port, path: '/hang', agent: false })
  sent.on('error', () => {})
  sent.end()
  await once(sent, 'close').catch(() => {})
  const [record] = await logs.waitFor(1)
  expect(record).toMatchObject({ outcome: 'aborted', route: '/hang' })
})
