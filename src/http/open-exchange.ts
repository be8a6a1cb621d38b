/**
 * Where a request meets its logger.
 *
 * In: a request and its response. Out: an exchange (or only a logger, where no record is wanted), `req.log`, the echoed request id, and an async context for all that follows.
 * Promise: opened once a request however many middlewares there are; a failure leaves the request as it was, with a logger.
 */
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Exchange, type Recorder } from './exchange.ts'
import { followExpressLayers } from './express-layers.ts'
import { followExpressRoutes } from './express-routes.ts'
import { createGuard } from './guard.ts'
import { readCaller } from './request-caller.ts'
import { type RequestLog, withSet } from './request-log.ts'
import { parseOptions } from './request-options.ts'
import { type Emit, exchangeOf, follow, type RequestContext, requestState } from './state.ts'

/** What the adapters work with: the request's logger, and its exchange if there is to be a record. */
export type Opened = RequestContext & { readonly exchange: Exchange | undefined }

const START_CHANNEL = 'http.server.request.start'

/** Checks the options and gets the process ready to time requests. */
export function createRecorder(log: unknown, options: unknown): Recorder {
  const parsed = parseOptions(log, options)
  const recorder: Recorder = { ...parsed, guard: createGuard(parsed.port) }
  recorder.guard('diagnostics_channel', followProcess, undefined)
  const processLog = recorder.log as RequestLog
  // getLogger().set() in a job must not throw; there is no request record to add to.
  if (processLog.set === undefined)
    recorder.guard('log', () => withSet(processLog, noop), processLog)
  requestState().processLog = processLog
  return recorder
}

/** Opens a request. */
export function openExchange(
  req: IncomingMessage,
  res: ServerResponse,
  recorder: Recorder
): Opened {
  const known = exchangeOf(req)
  if (known !== undefined) return { log: known.log, exchange: known }
  const fallback = { log: recorder.log as RequestLog, exchange: undefined }
  const opened = recorder.guard('request', () => open(req, res, recorder), fallback)
  recorder.guard('req.log', () => Object.assign(req, { log: opened.log }), req)
  return opened
}

function open(req: IncomingMessage, res: ServerResponse, recorder: Recorder): Opened {
  const { port, log, settings, guard } = recorder
  const caller = readCaller(req, recorder)
  echo(res, settings.requestIdHeader, caller.requestId)
  const isIgnored = isTunnel(req) || guard('ignore', () => settings.ignore?.(req) === true, false)
  if (isIgnored) {
    const ids = { request_id: caller.requestId, ...caller.trace }
    const context = { log: withSet(port.child(log, ids), noop) }
    bindEvents(req, context)
    return { ...context, exchange: undefined }
  }
  guard('express', () => followExpressLayers(req), undefined)
  const exchange = new Exchange(req, res, recorder, caller)
  follow(req).exchange = exchange
  bindEvents(req, exchange)
  return { log: exchange.log, exchange }
}

/** Upgrade and CONNECT have no response that could finish. */
function isTunnel(req: IncomingMessage): boolean {
  return req.method === 'CONNECT' || (req as { upgrade?: unknown }).upgrade === true
}

function echo(res: ServerResponse, header: string | undefined, requestId: string): void {
  if (header !== undefined && !res.headersSent) res.setHeader(header, requestId)
}

/**
 * A request's events fire in the context of its connection's parser: without this `req.on('end')`, and what a body parser calls from it, would not find their request.
 * A response's fire in the context in which it was written.
 */
function bindEvents(req: IncomingMessage, context: RequestContext): void {
  const followed = follow(req)
  followed.context = context
  followed.emit ??= req.emit as Emit
  req.emit = emitInContext as IncomingMessage['emit']
}

/** One function for all requests: see response-meter.ts. */
function emitInContext(this: IncomingMessage, ...event: unknown[]): boolean {
  const { context, emit } = follow(this)
  if (context === undefined || emit === undefined) return false
  return requestState().storage.run(context, () => emit.apply(this, event))
}

function followProcess(): void {
  followExpressRoutes()
  const { subscriptions } = requestState()
  if (subscriptions.has(START_CHANNEL)) return
  subscriptions.add(START_CHANNEL)
  // Published as Node has parsed the head, right before the request event: the true start, however late the middleware comes.
  subscribe(START_CHANNEL, (message) => {
    follow((message as { request: object }).request)
  })
}

function noop(): void {}
