import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { pinoHttp } from 'pino-http'
import { expect, test } from 'vitest'
import { withRedaction } from '../../src/index.ts'
import { BODY, keep, PATH, REQUEST_HEADERS, records, SET_COOKIE, survivors } from './secrets.ts'

type Handler = (req: IncomingMessage, res: ServerResponse) => void

async function request(listener: Handler): Promise<void> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const options = { method: 'POST', headers: REQUEST_HEADERS, body: BODY }
    await (await fetch(`http://127.0.0.1:${port}${PATH}`, options)).text()
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

test("no header, cookie or query value leaves with pino-http's defaults", async () => {
  const out = keep()
  const middleware = pinoHttp(withRedaction({}), out)
  await request((req, res) => {
    middleware(req, res)
    res.setHeader('set-cookie', SET_COOKIE)
    res.end('ok')
  })
  expect(survivors(out.lines)).toEqual([])
  const [record] = records(out.lines)
  expect(record).toMatchObject({
    level: 30,
    msg: 'request completed',
    req: {
      method: 'POST',
      headers: { host: expect.any(String), 'content-type': 'application/json' }
    },
    res: { statusCode: 200 }
  })
  expect(record?.responseTime).toBeTypeOf('number')
})

test('no body value leaves that the service logs through req.log', async () => {
  const out = keep()
  const middleware = pinoHttp(withRedaction({}), out)
  await request((req, res) => {
    middleware(req, res)
    let body = ''
    req.on('data', (chunk) => {
      body += chunk
    })
    req.on('end', () => {
      req.log.info({ body: JSON.parse(body) }, 'got it')
      req.log.info('as text %s', body)
      req.log.info({ body }, 'as a string')
      res.end('ok')
    })
  })
  expect(out.lines).toHaveLength(4)
  expect(survivors(out.lines)).toEqual([])
})

test('an error that the handler leaves on the response holds nothing either', async () => {
  const out = keep()
  const middleware = pinoHttp(withRedaction({}), out)
  await request((req, res) => {
    middleware(req, res)
    res.err = Object.assign(new Error(`no user ${BODY}`), { headers: REQUEST_HEADERS })
    res.statusCode = 500
    res.end()
  })
  expect(survivors(out.lines)).toEqual([])
  expect(records(out.lines)[0]).toMatchObject({ err: { type: 'Error' }, res: { statusCode: 500 } })
})

test('customProps and custom serializers pass through the redaction', async () => {
  const out = keep()
  const options = withRedaction({
    serializers: { req: (req: { raw: IncomingMessage }) => ({ all: req.raw.rawHeaders }) }
  })
  const middleware = pinoHttp(
    { ...options, customProps: (req) => ({ seen: req.headers.cookie }) },
    out
  )
  await request((req, res) => {
    middleware(req, res)
    res.end()
  })
  expect(survivors(out.lines)).toEqual([])
})

test('a logger that was made without logveil is refused, one made from our options is not', () => {
  const logger = pino()
  expect(() => withRedaction({ logger } as never)).toThrow(
    /withRedaction cannot be used.*\n.*logger: expected/
  )
  expect(() => pinoHttp({ logger: pino(withRedaction({})) })).not.toThrow()
})
