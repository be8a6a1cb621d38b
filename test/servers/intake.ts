/**
 * Log intakes over HTTP, each with its documented shape and limits.
 *
 * - `ndjson`, `json`, `fluent`: bodies as Vector's http_server and Fluent Bit's in_http take them;
 * - `datadog`: https://docs.datadoghq.com/api/latest/logs/ (5 MB and 1,000 logs a request, a log over 1 MB is cut, 202);
 * - `loki`: https://grafana.com/docs/loki/latest/reference/loki-http-api/ (timestamps are texts of nanoseconds, 204; the
 *   same line at the same time in the same stream is stored once).
 */
import { type Answer, type Asked, serve, type TestServer } from './serve.ts'

export type IntakeShape = 'ndjson' | 'json' | 'datadog' | 'loki' | 'fluent'

export type StoredLog = Readonly<Record<string, unknown>>

export type Intake = TestServer & {
  readonly stored: StoredLog[]
  /** Loki: the labels of each stored line. */
  readonly labels: StoredLog[]
  /** A request that holds a record with one of these ids is answered with 400. */
  readonly poison: Set<string>
}

const MEGABYTE = 1_000_000
const PATHS: Readonly<Record<IntakeShape, string>> = {
  ndjson: '/',
  json: '/',
  fluent: '/',
  datadog: '/api/v2/logs',
  loki: '/loki/api/v1/push'
}

export async function startIntake(shape: IntakeShape): Promise<Intake> {
  const stored: StoredLog[] = []
  const labels: StoredLog[] = []
  const poison = new Set<string>()
  const server = await serve((asked): Answer => {
    if (asked.path !== PATHS[shape]) return { status: 404 }
    try {
      const logs = READERS[shape](asked)
      if (logs === 'too large') return { status: 413 }
      if (logs.some(({ log }) => poison.has(String(log.record_id)))) return { status: 400 }
      stored.push(...logs.map(({ log }) => log))
      labels.push(...logs.flatMap((each) => (each.labels === undefined ? [] : [each.labels])))
      return { status: shape === 'datadog' ? 202 : shape === 'loki' ? 204 : 200 }
    } catch {
      return { status: 400 }
    }
  })
  return Object.assign(server, { stored, labels, poison })
}

type Read = readonly { readonly log: StoredLog; readonly labels?: StoredLog }[]

const READERS: Readonly<Record<IntakeShape, (asked: Asked) => Read | 'too large'>> = {
  ndjson: ({ body, headers }) => {
    if (headers['content-type'] !== 'application/x-ndjson') throw new Error('not NDJSON')
    return String(body).trimEnd().split('\n').map(toLog)
  },
  json: readArray,
  fluent: readArray,
  datadog: (asked) => {
    const logs = readArray(asked)
    if (asked.body.length > 5 * MEGABYTE || logs.length > 1000) return 'too large'
    return logs.map(({ log }) => {
      if (typeof log.service === 'object') throw new Error('service is a text in Datadog')
      const isCut = JSON.stringify(log).length > MEGABYTE
      return { log: isCut ? { ...log, message: 'cut' } : log }
    })
  },
  loki: ({ body }) => {
    const { streams } = JSON.parse(String(body)) as {
      streams: { stream: StoredLog; values: [unknown, string, StoredLog?][] }[]
    }
    return streams.flatMap(({ stream, values }) =>
      values.map(([time, line]) => {
        if (typeof time !== 'string' || !/^\d{19}$/.test(time)) throw new Error('nanoseconds')
        return { log: JSON.parse(line) as StoredLog, labels: { ...stream, time } }
      })
    )
  }
}

function toLog(line: string): { readonly log: StoredLog } {
  return { log: JSON.parse(line) as StoredLog }
}

function readArray({ body, headers }: Asked): Read {
  if (headers['content-type'] !== 'application/json') throw new Error('not JSON')
  return (JSON.parse(String(body)) as StoredLog[]).map((log) => ({ log }))
}
