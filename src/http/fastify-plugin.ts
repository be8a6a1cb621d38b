/**
 * Requests of Fastify 5.
 *
 * In: an application and the options of requestLogger with the logger among them. Out: hooks on it, and on its plugins.
 * Promise: the same record as for node:http; Fastify itself is never imported, only called.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AnyLog } from './logger-port.ts'
import { createRecorder, openExchange } from './open-exchange.ts'
import type { RequestLoggerOptions } from './request-options.ts'
import { exchangeOf, requestState } from './state.ts'

/** Options of the plugin. */
export type FastifyLoggerOptions = RequestLoggerOptions & {
  /** A logger made by createLogger(). */
  readonly log: AnyLog
}

/** What is asked of a Fastify instance; structural, so that no version of its types is forced on anyone. */
export type FastifyLike = { readonly addHook: (...args: never[]) => unknown }

export type FastifyLoggerPlugin = (
  app: FastifyLike,
  options: FastifyLoggerOptions,
  done: (error?: Error) => void
) => void

type Request = {
  readonly raw: IncomingMessage
  readonly is404: boolean
  readonly routeOptions?: { readonly url?: string | undefined }
}
type Reply = { readonly raw: ServerResponse }
type Hook = (request: Request, reply: Reply, ...rest: never[]) => void
type Hooks = { addHook(name: 'onRequest' | 'onError', hook: Hook): unknown }

/** Registers the hooks; an error in the options is Fastify's start-up error. */
export const fastifyPlugin: FastifyLoggerPlugin = (app, options, done) => {
  try {
    const { log, ...rest } = options
    addHooks(app as unknown as Hooks, log, rest)
  } catch (error) {
    done(error as Error)
    return
  }
  done()
}

// What the package fastify-plugin does: hooks of a plugin concern its parent too.
Object.assign(fastifyPlugin, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'logveil',
  [Symbol.for('plugin-meta')]: { name: 'logveil', fastify: '5.x' }
})

function addHooks(app: Hooks, log: AnyLog, options: RequestLoggerOptions): void {
  const recorder = createRecorder(log, options)
  const { storage } = requestState()
  app.addHook('onRequest', (request: Request, reply: Reply, next: () => void) => {
    const opened = openExchange(request.raw, reply.raw, recorder)
    recorder.guard('request.log', () => Object.assign(request, { log: opened.log }), request)
    recorder.guard('reply.log', () => Object.assign(reply, { log: opened.log }), reply)
    if (opened.exchange !== undefined) {
      opened.exchange.readRoute = () => (request.is404 ? undefined : request.routeOptions?.url)
    }
    storage.run(opened, () => next())
  })
  app.addHook('onError', (request: Request, _reply: Reply, error: Error, next: () => void) => {
    exchangeOf(request.raw)?.fail(error)
    next()
  })
}
