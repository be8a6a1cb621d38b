import { once } from 'node:events'
import { type ClientHttp2Session, connect, constants, createServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { getLogger, type Handler, requestLogger } from '../../src/http/index.ts'
import { createTestLog, type TestLog } from './port.ts'

async function serveHttp2(
  handler: Handler
): Promise<{ logs: TestLog; client: ClientHttp2Session }> {
  const logs = createTestLog()
  const listener = requestLogger(logs.log).wrap(handler)
  const server = createServer((req, res) => listener(req as never, res as never))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  onTestFinished(() => {
    client.destroy()
    server.close()
  })
  return { logs, client }
}

test('writes one record for each stream of a session', async () => {
  const { logs, client } = await serveHttp2(async (req, res) => {
    req.resume()
    await once(req, 'end')
    getLogger().set({ asked: req.url })
    res.write('abc')
    res.end('é')
  })
  for (const path of ['/1?a=b', '/2']) {
    const stream = client.request({ ':path': path, ':method': 'POST' })
    stream.end('hi')
    stream.resume()
    await once(stream, 'close')
  }
  expect(await logs.waitFor(2)).toMatchObject([
    {
      outcome: 'completed',
      asked: '/1?a=b',
      url: { path: '/1', query: 'a=b' },
      client: { address: '127.0.0.1' },
      http: { request: { method: 'POST' }, response: { status_code: 200, body: { size: 5 } } }
    },
    { asked: '/2' }
  ])
  expect(logs.requests()).toHaveLength(2)
  for (const record of logs.requests()) expect(record.ttfb_ms).toBeGreaterThan(0)
})

test('answers 500 and records the error of a handler', async () => {
  const { logs, client } = await serveHttp2(async () => {
    throw new RangeError('x')
  })
  const stream = client.request({ ':path': '/' })
  const [headers] = await once(stream, 'response')
  expect(headers[':status']).toBe(500)
  expect(await logs.waitFor(1)).toMatchObject([{ outcome: 'error', error: { type: 'RangeError' } }])
})

test('calls a stream that the caller cancelled aborted, though HTTP/2 says finish', async () => {
  let cancel = () => {}
  const { logs, client } = await serveHttp2(() => cancel())
  const stream = client.request({ ':path': '/' })
  stream.on('error', () => {})
  cancel = () => stream.close(constants.NGHTTP2_CANCEL)
  expect(await logs.waitFor(1)).toMatchObject([{ outcome: 'aborted' }])
})
