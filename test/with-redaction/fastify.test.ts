import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { withRedaction } from '../../src/index.ts'
import { BODY, keep, PATH, REQUEST_HEADERS, records, survivors } from './secrets.ts'

test("no header, cookie, query or body value leaves with Fastify's logger", async () => {
  const out = keep()
  const app = Fastify({ logger: { ...withRedaction({ level: 'trace' }), stream: out } })
  app.post('/reset', async (request) => {
    request.log.info({ headers: request.headers, body: request.body }, 'reset')
    return { ok: true }
  })
  const reply = await app.inject({
    method: 'POST',
    url: PATH,
    headers: REQUEST_HEADERS,
    payload: BODY
  })
  await app.close()
  expect(reply.statusCode).toBe(200)
  expect(survivors(out.lines)).toEqual([])
  expect(records(out.lines).map((record) => record.msg)).toEqual(
    expect.arrayContaining(['incoming request', 'reset', 'request completed'])
  )
})

test("what a handler throws leaves safely through Fastify's error log", async () => {
  const out = keep()
  const app = Fastify({ logger: { ...withRedaction({}), stream: out } })
  app.post('/reset', async () => {
    throw Object.assign(new Error(`refused ${BODY}`), { config: { headers: REQUEST_HEADERS } })
  })
  const reply = await app.inject({
    method: 'POST',
    url: PATH,
    headers: REQUEST_HEADERS,
    payload: BODY
  })
  await app.close()
  expect(reply.statusCode).toBe(500)
  expect(survivors(out.lines)).toEqual([])
  expect(records(out.lines).some((record) => record.level === 50)).toBe(true)
})

test("Fastify's own redact option is followed, and adds to the rules", async () => {
  const out = keep()
  const options = withRedaction({ redact: ['shop.margin'] })
  const app = Fastify({ logger: { ...options, stream: out } })
  app.log.info({ shop: { margin: 17, email: 'jane.doe@example.com' } }, 'margin')
  await app.close()
  expect(records(out.lines)[0]).toMatchObject({
    shop: { margin: '[Redacted]', email: '[EMAIL_ADDRESS]' }
  })
})
