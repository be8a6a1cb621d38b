/**
 * The active OpenTelemetry span, if the process has OpenTelemetry.
 *
 * Out: a function that tells its ids, or undefined. Promise: no dependency; until something registers with
 * OpenTelemetry's API in this process, a call costs one property look-up, and the package is not loaded.
 */
import { activeSpan, type TraceIds } from './record/trace.ts'

type Api = Parameters<typeof activeSpan>[0]

/** Where the API package keeps its one instance, across versions and copies (its internal/global-utils). */
const REGISTERED = Symbol.for('opentelemetry.js.api.1')

export function loadActiveTrace(): () => TraceIds | undefined {
  let api: Api | null | undefined
  return () => {
    if (api === undefined) {
      if ((globalThis as Record<symbol, unknown>)[REGISTERED] === undefined) return undefined
      api = loadApi()
    }
    return api === null ? undefined : activeSpan(api)
  }
}

function loadApi(): Api | null {
  try {
    return require('@opentelemetry/api') as Api
  } catch {
    return null
  }
}
