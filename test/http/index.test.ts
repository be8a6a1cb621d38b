import { once } from 'node:events'
import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request,
  type ServerResponse
} from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { getLogger, requestLogger } from '../../src/http/index.ts'
import { createTestLog } from './port.ts'
import { call, createGate, dial, exchangeText, type Served, serve } from './serve.ts'

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A request whose caller we can make leave. */
function start(served: Served, path: string, options: object = {}): ClientRequest {
  const sent = request({ port: served.port, host: '127.0.0.1', path, agent: false, ...options })
  sent.on('error', () => {})
  return sent
}

test('writes one record with the fields of the standard record', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.setHeader('content-type', 'text/plain')
    res.end('hello')
  })
  const answer = await call(served, '/users/7?tab=a', {
    method: 'POST',
    body: 'abc',
    headers: { 'user-agent': 'probe/1', 'content-length': 3 }
  })
  const [record] = await logs.waitFor(1)
  expect(record).toMatchObject({
    level: 30,
    message: 'POST 200',
    event_name: 'logveil.request',
    outcome: 'completed',
    http: {
      request: { method: 'POST', body: { size: 3 } },
      response: { status_code: 200, body: { size: 5 } }
    },
    url: { path: '/users/7', query: 'tab=a' },
    client: { address: '127.0.0.1' },
    user_agent: { original: 'probe/1' }
  })
  expect(record?.request_id).toMatch(UUID_V7)
  expect(answer.headers['x-request-id']).toBe(record?.request_id)
  for (const absent of ['route', 'error', 'exception', 'trace_id', 'attrs']) {
    expect(record).not.toHaveProperty(absent)
  }
  expect(record?.http).not.toHaveProperty('request.header')
  await served.close()
  expect(logs.requests()).toHaveLength(1)
})

test('measures from the request event to the head and to the last byte', async () => {
  const logs = createTestLog()
  const gate = createGate()
  let entered = 0
  let headAt = 0
  const logRequest = requestLogger(logs.log)
  const served = await serve(async (req, res) => {
    // Whatever runs before the middleware counts too.
    const begin = performance.now()
    while (performance.now() - begin < 5);
    logRequest(req, res)
    entered = performance.now()
    res.writeHead(200)
    headAt = performance.now()
    await gate.opened
    res.end('x')
  })
  const done = call(served, '/')
  await until(() => headAt > 0)
  await until(() => performance.now() - headAt > 20)
  gate.open()
  await done
  const [record] = await logs.waitFor(1)
  const { latency_ms = 0, ttfb_ms = 0 } = record ?? {}
  expect(ttfb_ms).toBeGreaterThanOrEqual(5)
  expect(ttfb_ms).toBeLessThan(5 + (headAt - entered) + 50)
  expect(latency_ms - ttfb_ms).toBeGreaterThanOrEqual(19)
  expect(Number(latency_ms.toFixed(3))).toBe(latency_ms)
})

function closed(sent: ClientRequest): Promise<void> {
  return new Promise((resolve) => sent.once('close', () => resolve()))
}

/** Lets the event loop turn until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise<void>((resolve) => setImmediate(resolve))
}

test('times from the request event even if the middleware comes a promise later', async () => {
  const logs = createTestLog()
  const gate = createGate()
  let arrived = 0
  const logRequest = requestLogger(logs.log)
  const served = await serve(async (req, res) => {
    arrived = performance.now()
    await gate.opened
    logRequest(req, res)
    res.end()
  })
  const done = call(served, '/')
  await until(() => arrived > 0 && performance.now() - arrived > 15)
  gate.open()
  await done
  const [record] = await logs.waitFor(1)
  expect(record?.latency_ms).toBeGreaterThanOrEqual(15)
})

test('calls a 500 that was sent completed, with the status as error type', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.writeHead(500).end()
  })
  await call(served, '/')
  const [record] = await logs.waitFor(1)
  expect(record).toMatchObject({ outcome: 'completed', level: 50, error: { type: '500' } })
  expect(record).not.toHaveProperty('exception')
})

test('calls it aborted when the caller leaves before any answer', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  let sent: ClientRequest | undefined
  const served = await serve((req, res) => {
    logRequest(req, res)
    sent?.destroy()
  })
  sent = start(served, '/slow')
  sent.end()
  const [record] = await logs.waitFor(1)
  expect(record).toMatchObject({ outcome: 'aborted', level: 40, message: 'GET aborted' })
  expect(record?.http).not.toHaveProperty('response')
  expect(record).not.toHaveProperty('ttfb_ms')
  await served.close()
  expect(logs.requests()).toHaveLength(1)
})

test('calls it aborted when the caller leaves in the middle of the answer', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.write('part')
  })
  const sent = start(served, '/')
  sent.end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.on('error', () => {})
  sent.destroy()
  const [record] = await logs.waitFor(1)
  expect(record).toMatchObject({
    outcome: 'aborted',
    http: { response: { status_code: 200, body: { size: 4 } } }
  })
  expect(record?.ttfb_ms).toBeGreaterThanOrEqual(0)
})

test('calls it aborted when the caller leaves while it sends its body', async () => {
  const logs = createTestLog()
  const wrapped = requestLogger(logs.log).wrap(async (req, res) => {
    sent?.destroy()
    // Reading fails when the caller has left: not an error of the handler's.
    for await (const _ of req);
    res.end()
  })
  let sent: ClientRequest | undefined
  const served = await serve(wrapped)
  sent = start(served, '/', { method: 'POST', headers: { 'content-length': 100 } })
  sent.write('some')
  const [record] = await logs.waitFor(1)
  expect(record).toMatchObject({ outcome: 'aborted', http: { request: { body: { size: 100 } } } })
  expect(record).not.toHaveProperty('exception')
  await served.close()
  expect(logs.requests()).toHaveLength(1)
})

test('calls it aborted when the response is destroyed without an error', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.destroy()
  })
  const sent = start(served, '/')
  sent.end()
  expect((await logs.waitFor(1))[0]).toMatchObject({ outcome: 'aborted' })
})

test('calls it an error when the response is destroyed with one, as a pipeline does', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    const source = new Readable({
      read() {
        this.destroy(new RangeError('disk'))
      }
    })
    pipeline(source, res).catch(() => {})
  })
  const sent = start(served, '/')
  sent.end()
  const [record] = await logs.waitFor(1)
  expect(record).toMatchObject({ outcome: 'error', error: { type: 'RangeError' } })
  await served.close()
  expect(logs.requests()).toHaveLength(1)
})

test('calls it a timeout when the socket ran out of time, and leaves the closing to Node', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.setTimeout(20)
  })
  const sent = start(served, '/')
  sent.end()
  await closed(sent)
  const [record] = await logs.waitFor(1)
  expect(record).toMatchObject({ outcome: 'timeout', level: 40 })
  expect(record?.latency_ms).toBeGreaterThanOrEqual(15)
})

test('calls it a timeout when a time-out handler answers', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.setTimeout(20, () => {
      res.statusCode = 503
      res.end('busy')
    })
  })
  expect((await call(served, '/')).status).toBe(503)
  expect((await logs.waitFor(1))[0]).toMatchObject({
    outcome: 'timeout',
    level: 50,
    http: { response: { status_code: 503 } },
    error: { type: '503' }
  })
})

test('calls it completed when a handler takes no notice of the time-out and answers', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.setTimeout(20, () => res.end('late'))
  })
  expect((await call(served, '/')).body).toBe('late')
  expect((await logs.waitFor(1))[0]).toMatchObject({ outcome: 'completed' })
})

test('calls it a timeout when the server gave up waiting for the body', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve(
    (req, res) => {
      logRequest(req, res)
      req.resume().on('end', () => res.end())
    },
    { requestTimeout: 40, headersTimeout: 30, connectionsCheckingInterval: 10 }
  )
  const answer = await exchangeText(
    served,
    'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nab'
  )
  expect(answer).toContain('408')
  expect((await logs.waitFor(1))[0]).toMatchObject({ outcome: 'timeout' })
  await served.close()
  expect(logs.requests()).toHaveLength(1)
})

test('does not blame a request for the time-out of the connection it came on', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve(
    (req, res) => {
      logRequest(req, res)
      res.end('ok')
    },
    { keepAliveTimeout: 10 }
  )
  const answer = await exchangeText(served, 'GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  expect(answer).toContain('ok')
  expect(logs.requests()).toMatchObject([{ outcome: 'completed' }])
})

test.each([
  [
    'throws',
    () => {
      throw new TypeError('no such user')
    }
  ],
  [
    'rejects',
    async () => {
      throw new TypeError('no such user')
    }
  ]
])('answers 500 and records the error when a wrapped handler %s', async (_how, handler) => {
  const logs = createTestLog()
  const served = await serve(requestLogger(logs.log).wrap(handler))
  const answer = await call(served, '/')
  expect(answer).toMatchObject({ status: 500, body: '' })
  const [record] = await logs.waitFor(1)
  expect(record).toMatchObject({
    outcome: 'error',
    level: 50,
    message: 'GET 500 error',
    error: { type: 'TypeError' },
    exception: { type: 'TypeError', message: 'no such user' }
  })
  expect(answer.headers['x-request-id']).toBe(record?.request_id)
})

test('takes back the headers of the answer that a wrapped handler did not get to send', async () => {
  const logs = createTestLog()
  const served = await serve(
    requestLogger(logs.log).wrap((_req, res) => {
      res.setHeader('content-length', 999)
      res.setHeader('etag', '"a"')
      res.setHeader('access-control-allow-origin', '*')
      throw new Error('x')
    })
  )
  const { headers, status } = await call(served, '/')
  expect(status).toBe(500)
  expect(headers).toMatchObject({ 'content-length': '0', 'access-control-allow-origin': '*' })
  expect(headers).not.toHaveProperty('etag')
})

test('closes the connection when a wrapped handler fails after the head', async () => {
  const logs = createTestLog()
  const served = await serve(
    requestLogger(logs.log).wrap((_req, res) => {
      res.write('part')
      throw new RangeError('x')
    })
  )
  const sent = start(served, '/')
  sent.end()
  await closed(sent)
  expect((await logs.waitFor(1))[0]).toMatchObject({
    outcome: 'error',
    http: { response: { status_code: 200 } },
    exception: { type: 'RangeError' }
  })
  await served.close()
  expect(logs.requests()).toHaveLength(1)
})

test('logs an error that comes after the record on its own', async () => {
  const logs = createTestLog()
  const gate = createGate()
  const failed = createGate()
  const served = await serve(
    requestLogger(logs.log).wrap(async (req, res) => {
      req.log.error = ((...args: unknown[]) => {
        failed.open()
        logs.lines.push({ late: (args[0] as { err: Error }).err.name })
      }) as never
      res.end()
      await gate.opened
      throw new EvalError('late')
    })
  )
  await call(served, '/')
  await logs.waitFor(1)
  gate.open()
  await failed.opened
  expect(logs.requests()).toMatchObject([{ outcome: 'completed' }])
  expect(logs.lines.at(-1)).toEqual({ late: 'EvalError' })
})

test('tells a thrown value that is no error', async () => {
  const logs = createTestLog()
  const served = await serve(requestLogger(logs.log).wrap(() => Promise.reject('nope')))
  await call(served, '/')
  expect((await logs.waitFor(1))[0]).toMatchObject({ outcome: 'error', error: { type: 'string' } })
})

test('writes one record however often the response is ended', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    res.on('error', () => {})
    logRequest(req, res)
    res.end('a')
    res.end('bcd')
    res.write('e')
  })
  expect((await call(served, '/')).body).toBe('a')
  await served.close()
  expect(logs.requests()).toMatchObject([{ http: { response: { body: { size: 1 } } } }])
})

test('writes one record where two middlewares see the request', async () => {
  const first = createTestLog()
  const second = createTestLog()
  const outer = requestLogger(first.log)
  const served = await serve(
    outer.wrap((req, res) => {
      const { log } = req
      outer(req, res)
      requestLogger(second.log)(req, res, () => {
        expect(req.log).toBe(log)
        res.end()
      })
    })
  )
  await call(served, '/')
  await served.close()
  expect(first.requests()).toHaveLength(1)
  expect(second.requests()).toHaveLength(0)
})

test('writes one record for each request of a connection that is kept alive', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.end(req.url)
  })
  const agent = new HttpAgent({ keepAlive: true, maxSockets: 1 })
  for (const path of ['/1', '/2', '/3']) await call(served, path, { agent })
  agent.destroy()
  await served.close()
  const records = logs.requests()
  expect(records.map((record) => record.url?.path)).toEqual(['/1', '/2', '/3'])
  expect(new Set(records.map((record) => record.request_id)).size).toBe(3)
})

test('writes one record for each pipelined request, also those that never got an answer', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const open: ServerResponse[] = []
  const gate = createGate()
  const served = await serve((req, res) => {
    logRequest(req, res)
    open.push(res)
    if (open.length === 4) gate.open()
  })
  const socket = await dial(served)
  const paths = ['/1', '/2', '/3', '/4']
  socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`).join(''))
  await gate.opened
  // The third is answered before the second: it waits for its turn, which never comes.
  open[0]?.end('a')
  open[2]?.end('c')
  await logs.waitFor(1)
  socket.destroy()
  await logs.waitFor(4)
  await served.close()
  const outcomes = logs.requests().map((record) => [record.url?.path, record.outcome])
  expect(Object.fromEntries(outcomes)).toEqual({
    '/1': 'completed',
    '/2': 'aborted',
    '/3': 'aborted',
    '/4': 'aborted'
  })
  expect(outcomes).toHaveLength(4)
})

test('adds one listener to a connection, however many requests it carries', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const counts: number[] = []
  const served = await serve((req, res) => {
    logRequest(req, res)
    counts.push(req.socket.listenerCount('timeout'))
    res.end()
  })
  const agent = new HttpAgent({ keepAlive: true, maxSockets: 1 })
  for (let index = 0; index < 12; index++) await call(served, '/', { agent })
  agent.destroy()
  expect(new Set(counts).size).toBe(1)
})

test.each([
  ['HEAD', 200],
  ['GET', 304],
  ['GET', 204]
])('counts no body for %s %i', async (method, status) => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.statusCode = status
    res.end('not sent')
  })
  await call(served, '/', { method })
  expect((await logs.waitFor(1))[0]).toMatchObject({
    outcome: 'completed',
    http: { request: { method }, response: { status_code: status, body: { size: 0 } } }
  })
})

test('counts the bytes of a chunked body, not its characters nor its framing', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.write('é')
    res.write('ff', 'hex')
    res.write(new Uint8Array(3))
    res.end('한')
  })
  const answer = await call(served, '/')
  expect(answer.headers['transfer-encoding']).toBe('chunked')
  expect((await logs.waitFor(1))[0]?.http?.response?.body).toEqual({ size: 2 + 1 + 3 + 3 })
})

test('keeps the status that was sent, not one that was set afterwards', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.write('a')
    res.statusCode = 500
    res.end()
  })
  await call(served, '/')
  expect((await logs.waitFor(1))[0]).toMatchObject({ http: { response: { status_code: 200 } } })
})

test('leaves what the handler passes to the response as it is', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const called: string[] = []
  const served = await serve((req, res) => {
    logRequest(req, res)
    expect(res.writeHead(201, 'Made', { 'x-a': '1' })).toBe(res)
    expect(res.write('aGk=', 'base64', () => called.push('write'))).toBe(true)
    expect(res.end('!', () => called.push('end'))).toBe(res)
    expect(() => res.writeHead(200)).toThrow(/ERR_HTTP_HEADERS_SENT|Cannot write headers/)
  })
  const answer = await call(served, '/')
  expect(answer).toMatchObject({ status: 201, body: 'hi!', headers: { 'x-a': '1' } })
  expect(called).toEqual(['write', 'end'])
})

test('ignores an upgrade', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((_req, res) => res.end())
  served.server.on('upgrade', (req, socket) => {
    logRequest(req, { headersSent: true } as ServerResponse)
    expect(req.log.bindings()).toHaveProperty('request_id')
    socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n')
  })
  await exchangeText(
    served,
    'GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'
  )
  await served.close()
  expect(logs.requests()).toHaveLength(0)
})

test('calls an unknown method _OTHER', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.end()
  })
  await call(served, '/', { method: 'PURGE' })
  expect((await logs.waitFor(1))[0]?.http?.request?.method).toBe('_OTHER')
})

test('takes the path out of a target in absolute form', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    res.end()
  })
  const head =
    'GET http://user:pw@shop.example/a?b=1#c HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'
  await exchangeText(served, head)
  expect((await logs.waitFor(1))[0]?.url).toEqual({ path: '/a', query: 'b=1' })
})

test("keeps and echoes the caller's id if it has the shape and nothing is found in it", async () => {
  const logs = createTestLog()
  const served = await serve(requestLogger(logs.log).wrap((_req, res) => void res.end()))
  const id = 'abc.DEF:12-34_5'
  const answer = await call(served, '/', { headers: { 'X-Request-Id': id } })
  expect(answer.headers['x-request-id']).toBe(id)
  expect((await logs.waitFor(1))[0]?.request_id).toBe(id)
})

test.each([
  ['too short', 'abc1234'],
  ['too long', 'a'.repeat(129)],
  ['10 kB', 'a'.repeat(10_000)],
  ['an address', 'jane.doe@example.com'],
  ['a card number', '4111111111111111'],
  ['a space', 'abc def ghi'],
  ['markup', '<script>alert</script>'],
  ['other characters', 'caf\u00e9-caf\u00e9'],
  ['empty', ''],
  ['sent twice', ['request-1', 'request-2']]
])('makes a new id where the one of the caller is bad: %s', async (_what, id) => {
  const logs = createTestLog()
  const served = await serve(requestLogger(logs.log).wrap((_req, res) => void res.end()))
  const answer = await call(served, '/', { headers: { 'x-request-id': id } })
  const [record] = await logs.waitFor(1)
  expect(record?.request_id).toMatch(UUID_V7)
  expect(answer.headers['x-request-id']).toBe(record?.request_id)
})

test('reads and echoes another header, or none', async () => {
  const logs = createTestLog()
  const own = requestLogger(logs.log, { requestIdHeader: 'X-Correlation-Id' })
  const none = requestLogger(logs.log, { requestIdHeader: false })
  const served = await serve((req, res) => {
    if (req.url === '/own') own(req, res)
    else none(req, res)
    res.end()
  })
  const headers = { 'x-correlation-id': 'correlation-1', 'x-request-id': 'request-1' }
  const first = await call(served, '/own', { headers })
  const second = await call(served, '/none', { headers })
  expect(first.headers['x-correlation-id']).toBe('correlation-1')
  expect(second.headers).not.toHaveProperty('x-request-id')
  const records = await logs.waitFor(2)
  expect(records[0]?.request_id).toBe('correlation-1')
  expect(records[1]?.request_id).toMatch(UUID_V7)
})

test('takes an id of the application, but not one that breaks the rules', async () => {
  const logs = createTestLog()
  let made: unknown = 'order-000017'
  const logRequest = requestLogger(logs.log, { genRequestId: () => made as string })
  const served = await serve(logRequest.wrap((_req, res) => void res.end()))
  await call(served, '/')
  made = 'jane.doe@example.com'
  await call(served, '/')
  made = 17
  await call(served, '/')
  const ids = (await logs.waitFor(3)).map((record) => record.request_id)
  expect(ids).toEqual([
    'order-000017',
    expect.stringMatching(UUID_V7),
    expect.stringMatching(UUID_V7)
  ])
})

const TRACE = '0af7651916cd43dd8448eb211c80319c'

test('takes the trace of a valid traceparent, on the record and on every line', async () => {
  const logs = createTestLog()
  const served = await serve(
    requestLogger(logs.log).wrap((req, res) => {
      req.log.info('inside')
      res.end()
    })
  )
  await call(served, '/', { headers: { traceparent: `00-${TRACE}-b7ad6b7169203331-01` } })
  const [record] = await logs.waitFor(1)
  const ids = { trace_id: TRACE, span_id: 'b7ad6b7169203331', trace_flags: '01' }
  expect(record).toMatchObject(ids)
  expect(logs.lines[0]).toMatchObject({ message: 'inside', request_id: record?.request_id, ...ids })
})

test.each([
  ['all zero', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`],
  ['upper case', `00-${TRACE.toUpperCase()}-b7ad6b7169203331-01`],
  ['version ff', `ff-${TRACE}-b7ad6b7169203331-01`],
  ['more than four parts', `00-${TRACE}-b7ad6b7169203331-01-x`],
  ['cut', `00-${TRACE}`],
  ['sent twice', [`00-${TRACE}-b7ad6b7169203331-01`, `00-${TRACE}-b7ad6b7169203331-01`]]
])('ignores a traceparent that is invalid as a whole: %s', async (_what, traceparent) => {
  const logs = createTestLog()
  const served = await serve(requestLogger(logs.log).wrap((_req, res) => void res.end()))
  await call(served, '/', { headers: { traceparent } })
  const [record] = await logs.waitFor(1)
  for (const name of ['trace_id', 'span_id', 'trace_flags']) expect(record).not.toHaveProperty(name)
})

test('truncates the address that a trusted proxy tells, and believes no one else', async () => {
  const logs = createTestLog()
  const trusting = requestLogger(logs.log, { trustProxy: 1 })
  const plain = requestLogger(logs.log)
  const served = await serve((req, res) => {
    if (req.url === '/proxied') trusting(req, res)
    else plain(req, res)
    res.end()
  })
  const headers = { 'x-forwarded-for': '192.0.2.1, 203.0.113.77' }
  await call(served, '/proxied', { headers })
  await call(served, '/', { headers })
  const addresses = (await logs.waitFor(2)).map((record) => record.client?.address)
  expect(addresses).toEqual(['203.0.113.0', '127.0.0.1'])
})

test('cuts a long user agent at 512 characters, but none in which something is found', async () => {
  const logs = createTestLog()
  const served = await serve(requestLogger(logs.log).wrap((_req, res) => void res.end()))
  const clean = 'a'.repeat(600)
  const found = `${'a'.repeat(505)} jane.doe@example.com`
  await call(served, '/', { headers: { 'user-agent': clean } })
  await call(served, '/', { headers: { 'user-agent': found } })
  const agents = (await logs.waitFor(2)).map((record) => record.user_agent?.original)
  expect(agents).toEqual([clean.slice(0, 512), found])
})

test('logs the headers that were asked for by name, and no other', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log, {
    headers: { request: ['X-Tenant', 'x-absent'], response: ['Vary'] }
  })
  const served = await serve(
    logRequest.wrap((_req, res) => void res.writeHead(200, { vary: 'accept', 'x-b': 'c' }).end())
  )
  await call(served, '/', { headers: { 'x-tenant': 'acme', authorization: 'Basic eDp5' } })
  const [record] = await logs.waitFor(1)
  expect(record?.http?.request?.header).toEqual({ 'x-tenant': 'acme' })
  expect(record).toMatchObject({ http: { response: { header: { vary: 'accept' } } } })
  expect(JSON.stringify(record)).not.toContain('eDp5')
})

test('takes the route from the option', async () => {
  const logs = createTestLog()
  const route = (req: IncomingMessage) => (req.url?.startsWith('/u/') ? '/u/:id' : undefined)
  const served = await serve(requestLogger(logs.log, { route }).wrap((_req, res) => void res.end()))
  await call(served, '/u/1')
  await call(served, '/x')
  const [first, second] = await logs.waitFor(2)
  expect(first).toMatchObject({ route: '/u/:id', message: 'GET /u/:id 200' })
  expect(second).not.toHaveProperty('route')
})

test('writes no record for ignored requests, which still have a logger', async () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log, { ignore: (req) => req.url === '/health' })
  const served = await serve(
    logRequest.wrap((req, res) => {
      req.log.set({ probe: true })
      getLogger().info('checked')
      res.end()
    })
  )
  const answer = await call(served, '/health')
  await served.close()
  expect(logs.requests()).toHaveLength(0)
  expect(logs.lines).toMatchObject([
    { message: 'checked', request_id: answer.headers['x-request-id'] }
  ])
})

test('takes the level from the options', async () => {
  const logs = createTestLog()
  const fixed = requestLogger(logs.log, { level: 'warn' })
  const chosen = requestLogger(logs.log, {
    level: (record) => (record.url?.path === '/b' ? 'error' : 'info')
  })
  const served = await serve((req, res) => {
    if (req.url === '/a') fixed(req, res)
    else chosen(req, res)
    res.end()
  })
  for (const path of ['/a', '/b', '/c']) await call(served, path)
  expect((await logs.waitFor(3)).map((record) => record.level)).toEqual([40, 50, 30])
})

test('keeps the usual level, and says so, where the function names one that does not exist', async () => {
  const logs = createTestLog()
  const served = await serve(
    requestLogger(logs.log, { level: () => 'inof' }).wrap((_req, res) => void res.end())
  )
  await call(served, '/')
  expect(await logs.waitFor(1)).toMatchObject([{ level: 30 }])
  expect(logs.reports).toMatchObject([{ issues: [{ path: 'level' }] }])
})

test("merges the request's own fields into its one record, the later wins", async () => {
  const logs = createTestLog()
  const served = await serve(
    requestLogger(logs.log).wrap((req, res) => {
      req.log.set({ tenant: 'acme', items: 1 })
      req.log.child({ module: 'cart' }).info('x')
      getLogger().set({ items: 2, route: 'mine' } as never)
      const hostile = {
        get bad(): string {
          throw new Error('getter')
        },
        good: 1
      }
      req.log.set(hostile)
      for (const value of [null, undefined, 'text', 7]) req.log.set(value as never)
      req.log.set(JSON.parse('{"__proto__":{"polluted":true}}'))
      res.end()
    })
  )
  await call(served, '/')
  const [record] = await logs.waitFor(1)
  expect(record).toMatchObject({
    tenant: 'acme',
    items: 2,
    bad: '[unreadable]',
    good: 1,
    attrs: { route: 'mine' }
  })
  expect(record).not.toHaveProperty('route')
  expect(record).not.toHaveProperty('polluted')
})

test('does not type reserved names in set()', async () => {
  const logs = createTestLog()
  requestLogger(logs.log)
  // @ts-expect-error route is a name of the standard record
  getLogger().set({ route: '/x' })
  getLogger().set({ tenant: 'acme' })
})

test('finds the logger through timers, promises and events of the request', async () => {
  const logs = createTestLog()
  const seen: unknown[] = []
  const note = () => seen.push(getLogger().bindings().request_id)
  const logRequest = requestLogger(logs.log)
  const served = await serve((req, res) => {
    logRequest(req, res)
    note()
    req.on('data', note)
    req.on('end', async () => {
      note()
      await Promise.resolve()
      note()
      setImmediate(() => {
        note()
        res.on('finish', note)
        res.end()
      })
    })
  })
  const agent = new HttpAgent({ keepAlive: true, maxSockets: 1 })
  const sent = [
    { method: 'POST', body: 'a' },
    { method: 'POST', body: 'b' }
  ]
  for (const options of sent) await call(served, '/', { agent, ...options })
  agent.destroy()
  const ids = (await logs.waitFor(2)).map((record) => record.request_id)
  expect(seen).toEqual([...new Array(6).fill(ids[0]), ...new Array(6).fill(ids[1])])
})

test('finds the logger in the events of a body that arrives after the handler has returned', async () => {
  const logs = createTestLog()
  const entered = createGate()
  const seen: unknown[] = []
  const note = () => seen.push(getLogger().bindings().request_id)
  const served = await serve(
    requestLogger(logs.log).wrap((req, res) => {
      req.on('data', note)
      req.on('end', () => {
        note()
        res.end()
      })
      entered.open()
    })
  )
  const sent = start(served, '/', { method: 'POST', headers: { 'content-length': 1 } })
  sent.flushHeaders()
  await entered.opened
  sent.end('a')
  const [record] = await logs.waitFor(1)
  expect(seen).toEqual([record?.request_id, record?.request_id])
})

test('never mixes the loggers of 200 requests at once', async () => {
  const logs = createTestLog()
  const gate = createGate()
  let waiting = 0
  const served = await serve(
    requestLogger(logs.log).wrap(async (req, res) => {
      waiting++
      if (waiting === 200) gate.open()
      await gate.opened
      await new Promise((resolve) => setImmediate(resolve))
      getLogger().set({ path: req.url })
      res.end(String(getLogger().bindings().request_id))
    })
  )
  const paths = Array.from({ length: 200 }, (_, index) => `/${index}`)
  const answers = await Promise.all(
    paths.map((path, index) =>
      call(served, path, { headers: { 'x-request-id': `request-${index}` } })
    )
  )
  expect(answers.map((answer) => answer.body)).toEqual(
    paths.map((path) => `request-${path.slice(1)}`)
  )
  await served.close()
  const records = logs.requests()
  expect(records).toHaveLength(200)
  for (const record of records) {
    expect(record.path).toBe(record.url?.path)
    expect(record.request_id).toBe(`request-${record.url?.path?.slice(1)}`)
  }
})

test('returns the logger that was handed over last outside of a request', () => {
  const logs = createTestLog()
  requestLogger(createTestLog().log)
  requestLogger(logs.log)
  expect(getLogger()).toBe(logs.log)
  expect(() => getLogger().set({ a: 1 })).not.toThrow()
})

test('says what to do where there is no logger yet', async () => {
  const { requestState } = await import('../../src/http/state.ts')
  const state = requestState()
  const kept = state.processLog
  state.processLog = undefined
  try {
    expect(() => getLogger()).toThrow(/ERR|expected requestLogger\(log\) to be called first/)
  } finally {
    state.processLog = kept
  }
})

test('goes on when callbacks of the application throw, and reports each once without its message', async () => {
  const logs = createTestLog()
  const secret = `hunter${2}`
  const fail = () => {
    throw new RangeError(secret)
  }
  const options = { ignore: fail, level: fail, trustProxy: fail, genRequestId: fail, route: fail }
  const served = await serve(
    requestLogger(logs.log, options).wrap((_req, res) => void res.end('ok'))
  )
  const headers = { 'x-forwarded-for': '203.0.113.77' }
  for (let index = 0; index < 3; index++)
    expect((await call(served, '/', { headers })).body).toBe('ok')
  expect(await logs.waitFor(3)).toHaveLength(3)
  const told = logs.reports.map((error) => error.message).join('\n')
  expect(logs.reports).toHaveLength(5)
  for (const name of Object.keys(options)) expect(told).toContain(`- ${name}: `)
  expect(told).toContain('RangeError')
  expect(told).not.toContain(secret)
})

test('answers the request when the logger itself fails', async () => {
  const fail = () => {
    throw new Error('broken')
  }
  const logs = createTestLog({ isClean: fail, write: fail })
  const childless = createTestLog({ child: fail })
  const first = await serve(requestLogger(logs.log).wrap((_req, res) => void res.end('ok')))
  const id = { headers: { 'x-request-id': 'request-1' } }
  expect((await call(first, '/', id)).body).toBe('ok')
  const second = await serve(
    requestLogger(childless.log).wrap((req, res) => {
      req.log.info('still here')
      res.end('ok')
    })
  )
  expect((await call(second, '/')).body).toBe('ok')
  expect(childless.lines).toMatchObject([{ message: 'still here' }])
  await first.close()
  await second.close()
  expect(logs.reports.length).toBeGreaterThan(0)
  expect(childless.reports).toHaveLength(1)
})

test('lets an error of next() through to the application', () => {
  const logs = createTestLog()
  const logRequest = requestLogger(logs.log)
  const next = () => {
    throw new SyntaxError('of the application')
  }
  expect(() => logRequest({ headers: {} } as never, {} as never, next)).toThrow(SyntaxError)
})
