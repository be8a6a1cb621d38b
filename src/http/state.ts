/**
 * What all copies of logveil in a process share about requests.
 *
 * In: nothing. Out: one object behind a global symbol. Promise: ESM, CommonJS and a second installed copy see the same requests,
 * so that getLogger() finds a request's logger whichever of them opened it, and no request is recorded twice.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { EventEmitter } from 'node:events'
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
// A property and not a WeakMap: a value that leads back to its key outlives the young generation, 30 µs of garbage collection a request.
// Only one: each property more on a request or response costs Express, which changes their prototypes, about 5 µs.
const FOLLOWED = Symbol.for('logveil.request')

/** An emitter's emit(), whatever its events. */
export type Emit = (this: EventEmitter, ...event: unknown[]) => boolean

/** What is known of a request, kept on the request itself. */
export type Followed = {
  /** When the server announced it; milliseconds of performance.now(). */
  readonly start: number
  exchange: Exchange | undefined
  context: RequestContext | undefined
  /** The request's own emit(). */
  emit: Emit | undefined
}

type Shared = { requests?: RequestState }

/** The process's request state, made on first use. */
export function requestState(): RequestState {
  const holder = globalThis as { [STATE]?: Shared }
  holder[STATE] ??= {}
  holder[STATE].requests ??= createState()
  return holder[STATE].requests
}

/** What is known of a request; begun by the first who asks, at best as the server announces it. */
export function follow(req: object): Followed {
  const holder = req as { [FOLLOWED]?: Followed }
  holder[FOLLOWED] ??= {
    start: performance.now(),
    exchange: undefined,
    context: undefined,
    emit: undefined
  }
  return holder[FOLLOWED]
}

/** The exchange that was opened for a request. */
export function exchangeOf(req: object): Exchange | undefined {
  return (req as { [FOLLOWED]?: Followed })[FOLLOWED]?.exchange
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
