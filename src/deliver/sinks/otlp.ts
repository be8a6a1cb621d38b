/**
 * The sink `otlp`: logs over OTLP/HTTP, to an OpenTelemetry Collector or whatever speaks its protocol.
 *
 * In: records. Out: export requests, protobuf or JSON, records of one resource together.
 * Promise: what the specification says may be tried again is, and nothing else; requests are bounded; after a partial
 * success, which does not tell the rejected records, requests are smaller, until none is rejected.
 */
import { type Check, oneOf } from '../option-check.ts'
import type { Sink } from '../sink.ts'
import { post } from './client/post.ts'
import { type PostOptions, postOptions, toDestination, toLimits } from './client/post-options.ts'
import { createPostSink } from './client/post-sink.ts'
import { readAnswer } from './otlp/answer.ts'
import type { Group } from './otlp/encoding.ts'
import { JSON_ENCODING } from './otlp/json.ts'
import { type Attribute, toLogRecord } from './otlp/log-record.ts'
import { PROTOBUF_ENCODING } from './otlp/protobuf.ts'

/** What the sink `otlp` can be told. `gzip` is on by default; a `url` without a path gets `/v1/logs`. */
export type OtlpSinkOptions = PostOptions & {
  /** @default 'protobuf' */
  readonly encoding?: 'protobuf' | 'json'
}

// The Collector's receiver takes 20 MiB.
const LIMITS = { maxBytes: 4_000_000, maxRecords: 1000 }

type Piece = { readonly size: number; readonly resource: Buffer; readonly log: Buffer }

/** Every problem of the options. */
export const checkOtlpOptions: Check = postOptions({ encoding: oneOf(['protobuf', 'json']) })

/**
 * A sink for an OpenTelemetry Collector.
 *
 * @example
 * createOtlpSink('collector', { url: 'http://127.0.0.1:4318' })
 */
export function createOtlpSink(name: string, options: OtlpSinkOptions): Sink {
  const to = toDestination(options, true, '/v1/logs')
  const encoding = options.encoding === 'json' ? JSON_ENCODING : PROTOBUF_ENCODING
  const limits = toLimits(options, LIMITS)
  const size = createRequestSize(limits.maxRecords)
  const toResource = createResourceMemory(encoding.encodeResource)
  return createPostSink<Piece>(name, {
    limits: {
      maxBytes: limits.maxBytes,
      get maxRecords() {
        return size.now()
      }
    },
    toPiece(record) {
      const { resource, log } = toLogRecord(record.record())
      const bytes = encoding.encodeLog(log)
      const from = toResource(resource)
      // Counted as if each record had a group of its own: more than it will be.
      return { resource: from, log: bytes, size: bytes.length + from.length + GROUP_BYTES }
    },
    async send(part, signal) {
      const body = encoding.encodeRequest(toGroups(part))
      const answer = await post(to, { body, contentType: encoding.contentType }, signal)
      const { result, rejected } = readAnswer(answer, part.length)
      size.learn(rejected)
      return result
    }
  })
}

/** What stands around a group in a request, in either encoding. */
const GROUP_BYTES = 100

/** A resource is written once for all records that have it; its records keep their order. */
function toGroups(part: readonly Piece[]): readonly Group[] {
  const groups = new Map<string, { resource: Buffer; logs: Buffer[] }>()
  let last: { resource: Buffer; logs: Buffer[] } | undefined
  for (const { resource, log } of part) {
    if (last?.resource !== resource) {
      const key = resource.toString('latin1')
      last = groups.get(key) ?? { resource, logs: [] }
      groups.set(key, last)
    }
    last.logs.push(log)
  }
  return [...groups.values()]
}

/** Nearly all records have the resource of the one before. */
function createResourceMemory(
  encode: (attributes: readonly Attribute[]) => Buffer
): (attributes: readonly Attribute[]) => Buffer {
  let last: readonly Attribute[] = []
  let bytes: Buffer | undefined
  return (attributes) => {
    const isSame =
      attributes.length === last.length &&
      attributes.every(([key, value], i) => key === last[i]?.[0] && value === last[i]?.[1])
    if (!isSame || bytes === undefined) bytes = encode(attributes)
    last = attributes
    return bytes
  }
}

/** Records a request: a quarter after a partial success, twice as many after one without. */
function createRequestSize(most: number): { now(): number; learn(rejected: number): void } {
  let size = most
  return {
    now: () => size,
    learn(rejected) {
      size = rejected > 0 ? Math.max(1, size >> 2) : Math.min(most, size * 2)
    }
  }
}
