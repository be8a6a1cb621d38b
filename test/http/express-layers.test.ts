import { createRequire } from 'node:module'
import type { Express, RequestHandler, Router } from 'express'
import { expect, test } from 'vitest'
import { mountPattern } from '../../src/http/express-layers.ts'
import { requestLogger } from '../../src/http/index.ts'
import { createTestLog } from './port.ts'
import { call, serve } from './serve.ts'

// Sources as path-to-regexp 0.1.12 makes them with { end: false, strict: false }.
test.each([
  ['/users', /^\/users\/?(?=\/|$)/i, []],
  ['/t/:tenant', /^\/t(?:\/([^/]+?))\/?(?=\/|$)/i, ['tenant']],
  ['/:a/x/:b', /^(?:\/([^/]+?))\/x(?:\/([^/]+?))\/?(?=\/|$)/i, ['a', 'b']],
  ['/a.b-c', /^\/a\.b-c\/?(?=\/|$)/i, []],
  ['/', /^\/?(?=\/|$)/i, []]
])('reads the mount point %s back from its expression', (pattern, regexp, names) => {
  expect(mountPattern({ regexp, keys: names.map((name) => ({ name })) })).toBe(pattern)
})

test.each([
  ['an optional parameter', /^\/x(?:\/([^/]+?))?\/?(?=\/|$)/i, ['o']],
  ['an own pattern', /^\/u(?:\/(\d+))\/?(?=\/|$)/i, ['id']],
  ['two in one part', /^\/a(?:\/([^/]+?))-(?:((?:(?!\/|-).)+?))\/?(?=\/|$)/i, ['x', 'y']],
  ['a wildcard', /^\/w\/(.*)\/?(?=\/|$)/i, [0]],
  ['a list', /^\/a\/?(?=\/|$)|^\/b\/?(?=\/|$)/i, []],
  ['an expression of the application', /^\/\w+/, []],
  ['one that looks alike', /^\/\d\/?(?=\/|$)/i, []]
])('does not read a mount point with %s', (_what, regexp, names) => {
  expect(mountPattern({ regexp, keys: names.map((name) => ({ name })) })).toBeUndefined()
})

test('does not read a layer of another shape', () => {
  expect(mountPattern({})).toBeUndefined()
  expect(mountPattern({ regexp: { source: 7 } })).toBeUndefined()
})

type Factory = { (): Express; Router(options?: object): Router }

/** Express 4 under the alias express4; undefined where it is not installed. */
function loadExpress4(): Factory | undefined {
  try {
    return createRequire(__filename)('express4') as Factory
  } catch {
    return undefined
  }
}

const express4 = loadExpress4()

test.skipIf(express4 === undefined)(
  'records route and error of Express 4 (skipped where the alias express4 is not installed)',
  async () => {
    const express = express4 as Factory
    const logs = createTestLog()
    const app = express()
    app.set('env', 'test')
    app.use(requestLogger(logs.log))
    const ok: RequestHandler = (_req, res) => void res.end('ok')
    const shop = express.Router()
    shop.get('/items/:item', ok)
    shop.get('/boom', (_req, _res, next) => next(new TypeError('b')))
    app.use('/shops/:shop', express.Router().use('/in', shop))
    app.use(/^\/re\w+/, shop)
    const served = await serve(app)
    for (const path of ['/shops/a/in/items/1', '/shops/a/in/boom', '/re1/items/1', '/none']) {
      await call(served, path)
    }
    const records = await logs.waitFor(4)
    expect(records.map((record) => record.route)).toEqual([
      '/shops/:shop/in/items/:item',
      '/shops/:shop/in/boom',
      undefined,
      undefined
    ])
    expect(records[1]).toMatchObject({ outcome: 'error', exception: { type: 'TypeError' } })
  }
)
