/**
 * The path and the query that were asked for.
 *
 * In: the request target as it stood on the wire. Out: raw path and query; the logger redacts them.
 * Promise: no fragment and no authority (which could hold a password) comes through.
 */
export type Target = {
  readonly path: string
  /** Without `?`; absent if there is none or it is empty. */
  readonly query?: string
}

// RFC 9112, section 3.2.2: absolute-form, what a client sends to a proxy.
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i

/** Splits a request target, of whatever form. */
export function splitTarget(target: string): Target {
  const relative = target.replace(ABSOLUTE, '')
  const fragment = relative.indexOf('#')
  const local = fragment === -1 ? relative : relative.slice(0, fragment)
  const mark = local.indexOf('?')
  const path = (mark === -1 ? local : local.slice(0, mark)) || '/'
  const query = mark === -1 ? '' : local.slice(mark + 1)
  return query === '' ? { path } : { path, query }
}
