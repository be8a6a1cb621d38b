/**
 * What happens to a connection concerns every request that is open on it.
 *
 * In: a request's connection and its exchange. Out: the exchange is told of time-outs and of the close.
 * Promise: one pair of listeners a connection however many requests it carries (keep-alive, pipelining), and Node's own handling of time-outs unchanged.
 */
import type { EventEmitter } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Exchange } from './exchange.ts'
import { requestState } from './state.ts'

/** What carries the request: its HTTP/2 stream, else its socket. */
export function connectionOf(req: IncomingMessage): EventEmitter {
  const { stream } = req as { stream?: EventEmitter }
  return req.httpVersionMajor >= 2 && stream !== undefined ? stream : req.socket
}

/** Tells the exchange what its connection does, until it is forgotten. */
export function watchConnection(connection: EventEmitter, exchange: Exchange): void {
  const { connections } = requestState()
  let open = connections.get(connection)
  if (open === undefined) {
    open = new Set()
    connections.set(connection, open)
    listen(connection, open)
  }
  open.add(exchange)
}

/** Stops telling it. */
export function forgetConnection(connection: EventEmitter, exchange: Exchange): void {
  requestState().connections.get(connection)?.delete(exchange)
}

function listen(connection: EventEmitter, open: Set<Exchange>): void {
  // A listener on req, res or server would keep Node from closing the connection; on the socket it does not.
  // First in line: a time-out handler of the application's may write the head, and then it would look as if it had stood before.
  connection.prependListener('timeout', () => {
    for (const exchange of open) exchange.timeOut()
  })
  // A pipelined response that was never given the socket gets no 'close' of its own.
  connection.on('close', () => {
    for (const exchange of [...open]) exchange.end()
  })
}
