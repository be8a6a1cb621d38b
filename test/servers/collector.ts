/**
 * A server that keeps to OTLP/HTTP as the specification has it, for logs: JSON and protobuf, 20 MiB a request.
 * https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */

import { type Message, messages, text } from './protobuf.ts'
import { type Answer, type Asked, serve, type TestServer } from './serve.ts'

/** Any value of OTLP as plain data. */
export type Stored = {
  readonly resource: Readonly<Record<string, unknown>>
  readonly scope: string | undefined
  readonly timeUnixNano: string
  readonly severityNumber: number
  readonly severityText: string
  readonly body: unknown
  readonly traceId: string
  readonly spanId: string
  readonly flags: number
  readonly eventName: string
  readonly attributes: Readonly<Record<string, unknown>>
}

export type Collector = TestServer & {
  readonly stored: Stored[]
  /** A request that holds a record with one of these in an attribute is malformed: 400. */
  readonly poison: Set<string>
  /** So many records of the next request are rejected, without telling which. */
  rejectNext(count: number): void
}

const MOST_BYTES = 20 * 1024 * 1024

export async function startCollector(): Promise<Collector> {
  const stored: Stored[] = []
  const poison = new Set<string>()
  let rejected = 0
  const server = await serve((asked) => {
    if (asked.method !== 'POST' || asked.path !== '/v1/logs') return { status: 404 }
    if (asked.body.length > MOST_BYTES) return { status: 413 }
    const isJson = asked.headers['content-type'] === 'application/json'
    if (!isJson && asked.headers['content-type'] !== 'application/x-protobuf')
      return { status: 415 }
    const logs = readLogs(asked, isJson)
    if (logs === undefined) return { status: 400 }
    const isPoisoned = ({ attributes }: Stored): boolean =>
      poison.has(String(attributes['log.record.uid']))
    if (logs.some(isPoisoned)) return { status: 400 }
    stored.push(...logs.slice(rejected))
    const answer = toAnswer(rejected, isJson)
    rejected = 0
    return answer
  })
  return Object.assign(server, {
    stored,
    poison,
    rejectNext(count: number) {
      rejected = count
    }
  })
}

function toAnswer(rejected: number, isJson: boolean): Answer {
  if (rejected === 0) return { status: 200, body: isJson ? '{}' : '' }
  if (isJson) {
    const partialSuccess = { rejectedLogRecords: String(rejected), errorMessage: 'too old' }
    return { status: 200, body: JSON.stringify({ partialSuccess }) }
  }
  const inner = Buffer.from([0x08, rejected, 0x12, 0x07, ...Buffer.from('too old')])
  return { status: 200, body: Buffer.concat([Buffer.from([0x0a, inner.length]), inner]) }
}

function readLogs({ body }: Asked, isJson: boolean): readonly Stored[] | undefined {
  try {
    return isJson ? fromJson(JSON.parse(body.toString('utf8')) as JsonRequest) : fromProtobuf(body)
  } catch {
    return undefined
  }
}

type JsonValue = {
  readonly stringValue?: string
  readonly boolValue?: boolean
  readonly intValue?: string
  readonly doubleValue?: number
  readonly arrayValue?: { readonly values: readonly JsonValue[] }
  readonly kvlistValue?: { readonly values: readonly JsonPair[] }
}
type JsonPair = { readonly key: string; readonly value: JsonValue }
type JsonRequest = {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes: readonly JsonPair[] }
    readonly scopeLogs: readonly {
      readonly scope: { readonly name: string }
      readonly logRecords: readonly (Omit<Stored, 'attributes' | 'body' | 'resource' | 'scope'> & {
        readonly attributes: readonly JsonPair[]
        readonly body?: JsonValue
      })[]
    }[]
  }[]
}

function fromJson({ resourceLogs }: JsonRequest): readonly Stored[] {
  return resourceLogs.flatMap(({ resource, scopeLogs }) =>
    scopeLogs.flatMap(({ scope, logRecords }) =>
      logRecords.map((log) => ({
        ...log,
        resource: jsonPairs(resource.attributes),
        scope: scope.name,
        attributes: jsonPairs(log.attributes),
        body: log.body === undefined ? undefined : jsonValue(log.body)
      }))
    )
  )
}

function jsonPairs(pairs: readonly JsonPair[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, jsonValue(value)]))
}

function jsonValue(value: JsonValue): unknown {
  if (value.intValue !== undefined) {
    if (typeof value.intValue !== 'string') throw new Error('a 64-bit integer must be a text')
    return Number(value.intValue)
  }
  if (value.arrayValue !== undefined) return value.arrayValue.values.map(jsonValue)
  if (value.kvlistValue !== undefined) return jsonPairs(value.kvlistValue.values)
  return value.stringValue ?? value.boolValue ?? value.doubleValue ?? null
}

function fromProtobuf(body: Buffer): readonly Stored[] {
  const request = messages(new Map([[1, [body]]]), 1)[0]
  return messages(request, 1).flatMap((resourceLogs) =>
    messages(resourceLogs, 2).flatMap((scopeLogs) =>
      messages(scopeLogs, 2).map((log) => ({
        resource: protoPairs(messages(resourceLogs, 1)[0], 1),
        scope: text(messages(scopeLogs, 1)[0], 1),
        timeUnixNano: fixed64(log, 1).toString(),
        severityNumber: Number(log.get(2)?.[0] ?? 0n),
        severityText: text(log, 3) ?? '',
        body: log.has(5) ? protoValue(messages(log, 5)[0]) : undefined,
        traceId: hex(log, 9),
        spanId: hex(log, 10),
        flags: (log.get(8)?.[0] as Buffer | undefined)?.readUInt32LE() ?? 0,
        eventName: text(log, 12) ?? '',
        attributes: protoPairs(log, 6)
      }))
    )
  )
}

function protoPairs(
  message: Message | undefined,
  field: number
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    messages(message, field).map((pair) => [text(pair, 1), protoValue(messages(pair, 2)[0])])
  )
}

function protoValue(value: Message | undefined): unknown {
  if (value === undefined || value.size === 0) return null
  if (value.has(1)) return text(value, 1)
  if (value.has(2)) return value.get(2)?.[0] === 1n
  if (value.has(3)) return Number(BigInt.asIntN(64, value.get(3)?.[0] as bigint))
  if (value.has(4)) return bytesOf(value, 4).readDoubleLE()
  if (value.has(5)) return messages(messages(value, 5)[0], 1).map(protoValue)
  return protoPairs(messages(value, 6)[0], 1)
}

function fixed64(message: Message, field: number): bigint {
  return bytesOf(message, field).readBigUInt64LE()
}

function hex(message: Message, field: number): string {
  return (message.get(field)?.[0] as Buffer | undefined)?.toString('hex') ?? ''
}

function bytesOf(message: Message, field: number): Buffer {
  const bytes = message.get(field)?.[0]
  if (!Buffer.isBuffer(bytes)) throw new Error('a fixed-size field is missing')
  return bytes
}
