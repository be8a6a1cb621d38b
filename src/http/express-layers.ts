/**
 * What Express 4's router, and `router` before 2.3, do not announce.
 *
 * In: the first request that an application handles. Out: the same two facts as express-routes.ts has: the route template, and the error of a handler.
 * Promise: the router's own function runs with its own arguments but for a `next` that looks at its error first; a router that announces itself is left alone.
 */
import type { IncomingMessage } from 'node:http'
import { exchangeOf, requestState } from './state.ts'

type Next = (error?: unknown) => void

/** One middleware or route in a router's stack; an internal of Express, so nothing of it is taken for granted. */
type Layer = {
  readonly rawPath?: unknown
  readonly route?: { readonly path?: unknown }
  readonly regexp?: { readonly source?: unknown }
  readonly keys?: readonly { readonly name?: unknown }[]
}

type Handle = (this: Layer, req: IncomingMessage, res: unknown, next: Next) => unknown

// Of Express 4, and of `router` 2.0 to 2.2.
const HANDLES = ['handle_request', 'handleRequest'] as const

/** Follows the layers of the application that handles this request, once for each copy of Express. */
export function followExpressLayers(req: IncomingMessage): void {
  const { app } = req as { app?: object }
  const { layers } = requestState()
  if (typeof app !== 'function' || layers.has(app)) return
  layers.add(app)
  const layer = firstLayer(app as Routers)
  const prototype = layer === undefined ? undefined : Object.getPrototypeOf(layer)
  if (prototype === undefined || layers.has(prototype) || layer?.rawPath !== undefined) return
  layers.add(prototype)
  for (const name of HANDLES) {
    const original = (prototype as Partial<Record<string, Handle>>)[name]
    if (typeof original === 'function') Object.assign(prototype, { [name]: follow(original) })
  }
}

type Routers = { readonly _router?: Stack; readonly router?: Stack }
type Stack = { readonly stack?: readonly Layer[] }

function firstLayer(app: Routers): Layer | undefined {
  // In this order: Express 4 throws at `router`.
  return (app._router ?? app.router)?.stack?.[0]
}

function follow(original: Handle): Handle {
  return function handle(req, res, next) {
    const exchange = exchangeOf(req)
    if (exchange === undefined) return original.call(this, req, res, next)
    const pattern = this.route === undefined ? mountPattern(this) : this.route.path
    const rawPath = this.route === undefined ? pattern : '/'
    if (this.route !== undefined || pattern !== '/') {
      exchange.routes.note({ req: req as object, layer: { rawPath }, route: pattern })
    }
    return original.call(this, req, res, (error) => {
      if (error && error !== 'route' && error !== 'router') exchange.fail(error)
      next(error)
    })
  }
}

// What path-to-regexp 0.1 makes of a mount point: ^ + pattern + this.
const MOUNT = /^\^(.*)\\\/\?\(\?=\\\/\|\$\)$/
const PARAMETER = '(?:\\/([^/]+?))'

/** The mount point as it was written, from the expression that Express 4 made of it; undefined if it is no plain one. */
export function mountPattern(layer: Pick<Layer, 'regexp' | 'keys'>): string | undefined {
  const source = layer.regexp?.source
  const body = typeof source === 'string' ? MOUNT.exec(source)?.[1] : undefined
  if (body === undefined) return undefined
  const names = (layer.keys ?? []).map((key) => `/:${String(key.name)}`)
  const parts = body.split(PARAMETER)
  if (parts.length !== names.length + 1 || parts.some(hasOperator)) return undefined
  const text = parts.map((part, index) => toLiteral(part) + (names[index] ?? '')).join('')
  return text === '' ? '/' : text
}

function hasOperator(part: string): boolean {
  return /[()[\]{}?*+|^$.\\]/.test(part.replace(/\\[^\w]/g, ''))
}

function toLiteral(part: string): string {
  return part.replace(/\\([^\w])/g, '$1')
}
