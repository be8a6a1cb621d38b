/**
 * A small shop: routes that take different times, read personal data, and fail.
 *
 * In: a middleware that gives each request its logger. Out: an Express application. It knows nothing of who writes its logs.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { type Login, logCalls, type Order } from './log-calls.ts'

type Middleware = (req: Request, res: Response, next: NextFunction) => void

export function createShop(logRequests: Middleware): Express {
  const shop = express()
  shop.use(logRequests)
  shop.use(express.json())
  addCatalogue(shop)
  addAccounts(shop)
  addPayments(shop)
  shop.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    logCalls.requestFailed(req.log, error)
    res.status(500).json({ error: 'internal' })
  })
  return shop
}

function addCatalogue(shop: Express): void {
  shop.get('/products/:sku', async (req, res) => {
    logCalls.cacheMiss(req.log, req.params.sku)
    await wait(1, 3)
    logCalls.productRead(req.log, req.params.sku, 17)
    res.json({ sku: req.params.sku, stock: 17 })
  })
  shop.get('/search', async (req, res) => {
    await wait(3, 8)
    logCalls.searched(req.log, String(req.query.q), 3)
    res.json([])
  })
}

function addAccounts(shop: Express): void {
  shop.post('/login', async (req, res) => {
    const body = req.body as Login
    logCalls.loginTried(req.log, body)
    await wait(6, 12)
    if (req.get('x-attempt') === 'wrong') {
      logCalls.loginFailed(req.log, body)
      res.status(401).json({ error: 'unauthorized' })
    } else res.json({ ok: true })
  })
  shop.get('/users/:email/profile', async (req, res) => {
    await wait(2, 6)
    const { email } = req.params
    logCalls.profileRead(req.log, {
      email,
      name: String(req.query.name),
      phone: String(req.query.phone)
    })
    res.json({ email })
  })
  shop.get('/reset-password/:token', async (_req, res) => {
    await wait(2, 4)
    res.json({ ok: true })
  })
  shop.post('/identity', async (req) => {
    await wait(4, 9)
    const { rrn } = req.body as { rrn: string }
    const cause = new Error(`no citizen with 주민등록번호 ${rrn}`)
    const error = Object.assign(new Error(`identity check failed for ${rrn}`, { cause }), {
      request: { rrn }
    })
    logCalls.taxFailed(req.log, error)
    throw error
  })
}

function addPayments(shop: Express): void {
  shop.post('/orders', async (req, res) => {
    await wait(10, 30)
    logCalls.orderPlaced(req.log, req.body as Order)
    res.status(201).json({ ok: true })
  })
  shop.post('/webhooks/payments', async (req, res) => {
    await wait(2, 5)
    logCalls.webhookTaken(req.log, JSON.stringify(req.body))
    res.status(204).end()
  })
  shop.get('/reports/sales', async (req) => {
    await wait(25, 45)
    const secret = String(req.get('x-report-dsn'))
    throw new Error(`cannot connect to ${secret}`)
  })
}

/** From `least` to `most` milliseconds. */
function wait(least: number, most: number): Promise<void> {
  return sleep(least + Math.random() * (most - least))
}
