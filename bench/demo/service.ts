/**
 * The shop as a process of its own.
 *
 * In: which logger, and the file to write to. Out: log lines in that file; the port, told to the parent; an end when the parent says so.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RequestHandler } from 'express'
import { createLogger } from 'logveil'
import { requestLogger } from 'logveil/http'
import { pino } from 'pino'
import { LOGGED_HEADERS, plainRequests } from './plain-requests.ts'
import { createShop } from './shop.ts'

type Task = { readonly logger: 'plain-pino' | 'logveil'; readonly file: string }

const task = JSON.parse(process.argv[2] as string) as Task
const { middleware, close } = task.logger === 'logveil' ? openLogveil() : openPino()
const server = createServer(createShop(middleware))
server.keepAliveTimeout = 30_000
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
// Without the parent there is nobody to serve.
process.once('disconnect', () => process.exit())
process.once('message', () => {
  server.close(
    () => void close().then((ledger) => process.send?.({ ledger }, () => process.disconnect()))
  )
  server.closeIdleConnections()
})

function openLogveil() {
  const log = createLogger(
    { level: 'debug', service: { name: 'shop', version: '2.4.0' } },
    pino.destination({ dest: task.file, sync: false })
  )
  const middleware = requestLogger(log, {
    trustProxy: true,
    headers: { request: LOGGED_HEADERS }
  }) as unknown as RequestHandler
  return { middleware, close: async (): Promise<unknown> => log.close() }
}

function openPino() {
  const destination = pino.destination({ dest: task.file, sync: false })
  const log = pino(
    {
      level: 'debug',
      base: { service: { name: 'shop', version: '2.4.0' } },
      timestamp: pino.stdTimeFunctions.isoTime
    },
    destination
  )
  const close = () =>
    new Promise<unknown>((resolve) => {
      destination.once('close', () => resolve(undefined))
      destination.end()
    })
  return { middleware: plainRequests(log) as RequestHandler, close }
}
