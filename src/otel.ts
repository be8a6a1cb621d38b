/**
 * The active OpenTelemetry span, if the process has OpenTelemetry.
 *
 * Out: a function that tells its ids, or undefined. Promise: no dependency; without the API package it costs nothing.
 */
import { activeSpan, type TraceIds } from './record/trace.ts'

export function loadActiveTrace(): () => TraceIds | undefined {
  const api = loadApi()
  return api === undefined ? () => undefined : () => activeSpan(api)
}

function loadApi(): Parameters<typeof activeSpan>[0] | undefined {
  try {
    return require('@opentelemetry/api') as Parameters<typeof activeSpan>[0]
  } catch {
    return undefined
  }
}
