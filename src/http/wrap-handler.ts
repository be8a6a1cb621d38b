/**
 * A node:http handler whose failures are recorded and answered.
 *
 * In: a handler that may throw or reject. Out: one that does neither.
 * Promise: the caller gets an answer or a closed connection, never the error's text; an error that comes after the record was written is logged on its own.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Recorder } from './exchange.ts'
import { type Opened, openExchange } from './open-exchange.ts'
import { requestState } from './state.ts'

export type Handler = (req: IncomingMessage, res: ServerResponse) => unknown

/** Opens each request, runs the handler inside of it, and catches. */
export function wrapHandler(
  handler: Handler,
  recorder: Recorder
): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    const opened = openExchange(req, res, recorder)
    requestState().storage.run(opened, () => {
      run(handler, req, res).catch((error: unknown) => {
        recorder.guard('wrap', () => settle(error, res, opened), undefined)
      })
    })
  }
}

async function run(handler: Handler, req: IncomingMessage, res: ServerResponse): Promise<void> {
  await handler(req, res)
}

function settle(error: unknown, res: ServerResponse, { log, exchange }: Opened): void {
  if (exchange === undefined || exchange.isEnded) {
    log.error({ err: error }, 'the handler failed')
  } else {
    exchange.fail(error)
  }
  answer(error, res)
}

function answer(error: unknown, res: ServerResponse): void {
  if (res.writableEnded) return
  if (res.headersSent) {
    res.destroy(error instanceof Error ? error : undefined)
    return
  }
  // What the handler had planned to send is not what goes out now.
  for (const name of res.getHeaderNames()) {
    if (/^(?:content-|transfer-|cache-control$|etag$|last-modified$)/.test(name)) {
      res.removeHeader(name)
    }
  }
  res.statusCode = 500
  res.setHeader('content-length', 0)
  res.end()
}
