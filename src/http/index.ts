/**
 * The entry `logveil/http`: requests of node:http, Connect and Express.
 *
 * In: a logger made by createLogger. Out: a middleware that writes one record a request, and the logger of the request at hand.
 * Promise: exactly one record a request whatever happens to it; nothing throws into the application.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LogveilError } from '../errors.ts'
import type { AnyLog } from './logger-port.ts'
import { createRecorder, openExchange } from './open-exchange.ts'
import type { RequestLog } from './request-log.ts'
import type { RequestLoggerOptions } from './request-options.ts'
import { requestState } from './state.ts'
import { type Handler, wrapHandler } from './wrap-handler.ts'

export type { CallerFields } from '../record/reserved.ts'
export type { Trust } from './address.ts'
export type { RequestLog } from './request-log.ts'
export type { RequestLoggerOptions } from './request-options.ts'
export type { Handler } from './wrap-handler.ts'

declare module 'http' {
  interface IncomingMessage {
    /** The request's logger; there once requestLogger has run. */
    log: RequestLog
  }
}

/** A Connect or Express middleware; without `next` a call at the top of a node:http handler. */
export type RequestLogger = {
  (req: IncomingMessage, res: ServerResponse, next?: (error?: unknown) => void): void
  /**
   * A node:http handler that also records what the handler throws or rejects with.
   * The client then gets a 500 without a body, or a closed connection if the head was already sent.
   *
   * @example
   * createServer(requestLogger(log).wrap(async (req, res) => res.end(await render(req))))
   */
  wrap(handler: Handler): (req: IncomingMessage, res: ServerResponse) => void
}

/**
 * Writes one record for each request, and gives each its logger: `req.log`, and getLogger() anywhere down the call.
 * Throws ERR_OPTIONS_INVALID with every problem in `options` at once.
 *
 * @example
 * app.use(requestLogger(log))
 */
export function requestLogger(log: AnyLog, options?: RequestLoggerOptions): RequestLogger {
  const recorder = createRecorder(log, options)
  const { storage } = requestState()
  const middleware = (req: IncomingMessage, res: ServerResponse, next?: () => void) => {
    const opened = openExchange(req, res, recorder)
    if (next === undefined) storage.enterWith(opened)
    // Called bare: an application that reads the arguments of next must not see ours.
    else storage.run(opened, () => next())
  }
  return Object.assign(middleware, {
    wrap: (handler: Handler) => wrapHandler(handler, recorder)
  })
}

/**
 * The logger of the request at hand; outside of a request the logger that requestLogger was given last.
 * Throws ERR_OPTIONS_INVALID if there is neither.
 *
 * @example
 * getLogger().info({ sku }, 'out of stock')
 */
export function getLogger(): RequestLog {
  const { storage, processLog } = requestState()
  const log = storage.getStore()?.log ?? processLog
  if (log !== undefined) return log
  throw new LogveilError('ERR_OPTIONS_INVALID', 'There is no logger yet:', [
    {
      path: 'getLogger()',
      message:
        'expected requestLogger(log) to be called first, got no call; call it where the service starts'
    }
  ])
}
