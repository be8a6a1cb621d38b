/**
 * One record a request, as services write it on plain pino.
 *
 * In: a pino logger. Out: a middleware with the fields that logveil's request record has, under the names that pino-http made common.
 */
import type { NextFunction, Request, Response } from 'express'
import type { Logger } from 'pino'

/** Headers that both services are asked to log. */
export const LOGGED_HEADERS: readonly string[] = ['authorization', 'cookie', 'x-api-key']

export function plainRequests(
  log: Logger
): (req: Request, res: Response, next: NextFunction) => void {
  return (req, res, next) => {
    const start = process.hrtime.bigint()
    const own = Object.assign(log.child({ request_id: req.get('x-request-id') }), { set() {} })
    Object.assign(req, { log: own })
    let isDone = false
    const finish = (outcome: string): void => {
      if (isDone) return
      isDone = true
      const latency = Number(process.hrtime.bigint() - start) / 1e6
      const level = res.statusCode >= 500 ? 'error' : outcome === 'aborted' ? 'warn' : 'info'
      own[level](toRecord(req, res, latency, outcome), 'request completed')
    }
    res.on('finish', () => finish('completed'))
    res.on('close', () => finish('aborted'))
    next()
  }
}

function toRecord(req: Request, res: Response, latency: number, outcome: string): object {
  const headers = Object.fromEntries(LOGGED_HEADERS.map((name) => [name, req.get(name)]))
  return {
    req: {
      method: req.method,
      url: req.originalUrl,
      route: req.route?.path,
      headers,
      user_agent: req.get('user-agent'),
      remote_address: req.get('x-forwarded-for') ?? req.socket.remoteAddress
    },
    res: { status_code: res.statusCode },
    outcome,
    latency_ms: latency
  }
}
