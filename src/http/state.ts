/**
 * What all copies of logveil in a process share about requests.
 *
 * In: nothing. Out: one object behind a global symbol. Promise: ESM, CommonJS and a second installed copy see the same requests,
 * so that getLogger() finds a request's logger whichever of them opened it, and no request is recorded twice.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Exchange } from './exchange.ts'
import type { RequestLog } from './request-log.ts'

/** Held in the async context of a request. */
export type RequestContext = { readonly log: RequestLog }

export type RequestState = {
  readonly storage: AsyncLocalStorage<RequestContext>
  /** Open exchanges by connection: a connection that times out or closes concerns all of them. */
  readonly connections: WeakMap<object, Set<Exchange>>
  /** Channels that were subscribed to already. */
  readonly subscriptions: Set<string>
  /** Express applications and layer prototypes that were looked at already. */
  readonly layers: WeakSet<object>
  /** What getLogger() returns outside of a request. */
  processLog: RequestLog | undefined
}

const STATE = Symbol.for('logveil.state')
// Properties and not WeakMaps: a value that leads back to its key outlives the young generation, 30 µs of garbage collection a request.
const START = Symbol.for('logveil.start')
const EXCHANGE = Symbol.for('logveil.exchange')

type Followed = { [START]?: number; [EXCHANGE]?: Exchange }

type Shared = { requests?: RequestState }

/** The process's request state, made on first use. */
export function requestState(): RequestState {
  const holder = globalThis as { [STATE]?: Shared }
  holder[STATE] ??= {}
  holder[STATE].requests ??= createState()
  return holder[STATE].requests
}

/** Notes that the server announces a request now. */
export function noteStart(req: object): void {
  ;(req as Followed)[START] = performance.now()
}

/** When the server announced the request, else now; milliseconds of performance.now(). */
export function startOf(req: object): number {
  return (req as Followed)[START] ?? performance.now()
}

/** The exchange that was opened for a request. */
export function exchangeOf(req: object): Exchange | undefined {
  return (req as Followed)[EXCHANGE]
}

/** Keeps a request's exchange on the request itself. */
export function keepExchange(req: object, exchange: Exchange): void {
  ;(req as Followed)[EXCHANGE] = exchange
}

function createState(): RequestState {
  return {
    storage: new AsyncLocalStorage(),
    connections: new WeakMap(),
    subscriptions: new Set(),
    layers: new WeakSet(),
    processLog: undefined
  }
}
