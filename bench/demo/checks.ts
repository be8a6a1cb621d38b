/**
 * What the two log files hold.
 *
 * In: lines, and what was planted. Out: counts: survivors, broken lines, findings by infoType, latencies by route.
 * The planted values are looked for with logveil/testing's decoder, the schema is checked by ajv: neither is the code that redacted.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { findPlanted } from 'logveil/testing'
import { quantile } from '../measure/statistics.ts'
import type { Planted } from './traffic.ts'

export type LogRecord = Readonly<Record<string, unknown>> & {
  readonly request_id?: string
  readonly route?: string
  readonly latency_ms?: number
  readonly event_name?: string
  readonly message?: string
  readonly pii?: { readonly found?: readonly { type: string; count: number }[] }
}

export type LogFile = {
  readonly lines: readonly string[]
  readonly records: readonly LogRecord[]
  /** Lines that are no JSON. */
  readonly broken: number
}

export function readLog(path: string): LogFile {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const records = lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as LogRecord]
    } catch {
      return []
    }
  })
  return { lines, records, broken: lines.length - records.length }
}

/** How many of the planted values can still be read, in whatever encoding. */
export function countSurvivors(lines: readonly string[], planted: readonly Planted[]): number {
  return new Set(findPlanted(lines, planted).map((survivor) => survivor.planted)).size
}

/** Records that are not valid against the schema that the package ships. */
export function countInvalid(records: readonly LogRecord[]): number {
  // From demo-out/.build the nearest package is logveil itself.
  const schema = createRequire(import.meta.url)('logveil/record/schema.json') as object
  const validate = new Ajv2020({ strict: false }).compile(schema)
  return records.filter((record) => !validate(record)).length
}

export function countFindings(records: readonly LogRecord[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { pii } of records) {
    for (const { type, count } of pii?.found ?? []) {
      counts.set(type, (counts.get(type) ?? 0) + count)
    }
  }
  return new Map([...counts].sort((a, b) => b[1] - a[1]))
}

export type RouteLatency = {
  readonly route: string
  readonly requests: number
  readonly p50: number
  readonly p90: number
  readonly p99: number
}

/** Exact: from each request's own record. */
export function latenciesByRoute(records: readonly LogRecord[]): readonly RouteLatency[] {
  const byRoute = new Map<string, number[]>()
  for (const { event_name, route, latency_ms } of records) {
    if (event_name !== 'logveil.request' || latency_ms === undefined) continue
    const name = route ?? '(none)'
    byRoute.set(name, [...(byRoute.get(name) ?? []), latency_ms])
  }
  return [...byRoute]
    .map(([route, latencies]) => {
      const sorted = latencies.sort((a, b) => a - b)
      const [p50, p90, p99] = [0.5, 0.9, 0.99].map((q) => quantile(sorted, q)) as [
        number,
        number,
        number
      ]
      return { route, requests: sorted.length, p50, p90, p99 }
    })
    .sort((a, b) => b.requests - a.requests)
}
