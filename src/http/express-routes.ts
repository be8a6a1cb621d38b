/**
 * What Express's router says about a request.
 *
 * In: the diagnostics channel of `router` 2.3 and later (Express 5), which announces every handler that is called.
 * Out: the route template with its mount points, and the error that a handler threw, rejected with or passed to next().
 * Promise: never a raw path: a mount point that is no plain pattern leaves the route unknown.
 */
import { subscribe } from 'node:diagnostics_channel'
import { exchangeOf, requestState } from './state.ts'

/** The published context of one handler's call; its documented part. */
export type HandlerCall = {
  readonly req: RoutedRequest
  readonly layer: { readonly rawPath?: unknown }
  /** The pattern that matched: of a handler its route's, of a mounted router its mount point's. */
  readonly route?: unknown
  /** Set for router.param() callbacks, which run before the mount point is entered. */
  readonly param?: string
  readonly error?: unknown
}

type RoutedRequest = { readonly baseUrl?: string; readonly route?: { readonly path?: unknown } }

const CHANNEL = 'tracing:express.router.request'

// With a wildcard or an optional part in it, a mount point does not tell how much of the path it took.
const PLAIN_PATTERN = /^[^*{}()\\]*$/

/** The route of one request as its router finds it. */
export class RouteTrace {
  readonly #mounts = new Map<string, string | undefined>([['', '']])
  #route: unknown
  #template: string | undefined

  /** Takes in that a handler is called. */
  note(call: HandlerCall): void {
    if (call.param !== undefined) return
    const { baseUrl = '', route } = call.req
    if (call.layer.rawPath !== '/') {
      const template = this.#mountTemplate(baseUrl, call.route)
      // A mount point that took nothing of the path leaves what is known of the one above.
      if (template !== undefined || !this.#mounts.has(baseUrl)) this.#mounts.set(baseUrl, template)
    } else if (route !== undefined && route !== this.#route) {
      // Now and not at the end: an error on its way up takes baseUrl back.
      this.#route = route
      this.#template = join(this.#mounts.get(baseUrl), call.route)
    }
  }

  /** Template of the last route that was entered. */
  templateOf(req: RoutedRequest): string | undefined {
    if (req.route === undefined) return undefined
    if (this.#route === req.route) return this.#template
    // A router that says nothing: below a mount point the template is not known.
    return (req.baseUrl ?? '') === '' ? join('', req.route.path) : undefined
  }

  #mountTemplate(baseUrl: string, pattern: unknown): string | undefined {
    if (typeof pattern !== 'string' || !PLAIN_PATTERN.test(pattern)) return undefined
    const parts = pattern.split('/').filter((part) => part !== '')
    const above = dropParts(baseUrl, parts.length)
    const template = above === undefined ? undefined : this.#mounts.get(above)
    return template === undefined ? undefined : [template, ...parts].join('/')
  }
}

/** Subscribes to the router's channel, once a process. */
export function followExpressRoutes(): void {
  const { subscriptions } = requestState()
  if (subscriptions.has(CHANNEL)) return
  subscriptions.add(CHANNEL)
  subscribe(`${CHANNEL}:start`, (message) => {
    // A subscriber that throws ends the process.
    try {
      const call = message as HandlerCall
      exchangeOf(call.req)?.routes.note(call)
    } catch {}
  })
  subscribe(`${CHANNEL}:error`, (message) => {
    try {
      const call = message as HandlerCall
      exchangeOf(call.req)?.fail(call.error)
    } catch {}
  })
}

function join(base: string | undefined, pattern: unknown): string | undefined {
  if (base === undefined || typeof pattern !== 'string') return undefined
  if (base !== '' && pattern === '/') return base
  return pattern.startsWith('/') ? base + pattern : `${base}/${pattern}`
}

/** The path without its last parts; undefined if it has fewer. */
function dropParts(path: string, count: number): string | undefined {
  let end = path.length
  for (let dropped = 0; dropped < count; dropped++) {
    if (end <= 0) return undefined
    end = path.lastIndexOf('/', end - 1)
  }
  return path.slice(0, end)
}
