/**
 * What is written to a response, counted where it is handed over.
 *
 * In: a response. Out: the moment its head was written, the bytes of its body.
 * Promise: exact for chunked, compressed and aborted bodies alike (framing not counted); the application's own arguments and results pass through untouched.
 */
import { Buffer } from 'node:buffer'
import type { ServerResponse } from 'node:http'

export type ResponseMeter = {
  /** performance.now() at which the head was written. */
  headAt: number | undefined
  /** Status in the head that was written; a later change of `statusCode` does not reach the client. */
  status: number | undefined
  bytes: number
}

type Method = (this: ServerResponse, ...args: unknown[]) => unknown

/** Meters a response from now on. */
export function meterResponse(res: ServerResponse): ResponseMeter {
  const meter: ResponseMeter = { headAt: undefined, status: undefined, bytes: 0 }
  const noteHead = () => {
    if (meter.headAt !== undefined || !res.headersSent) return
    meter.headAt = performance.now()
    meter.status = res.statusCode
  }
  wrap(res, 'writeHead', (original, args) => {
    const result = original.apply(res, args)
    noteHead()
    return result
  })
  // HTTP/2's end() goes through write(): only the outermost call counts.
  let isInside = false
  const count = (original: Method, args: unknown[]) => {
    if (isInside || res.writableEnded) return original.apply(res, args)
    meter.bytes += sizeOf(args[0], args[1])
    isInside = true
    try {
      return original.apply(res, args)
    } finally {
      isInside = false
      noteHead()
    }
  }
  wrap(res, 'write', count)
  wrap(res, 'end', count)
  return meter
}

function wrap(
  res: ServerResponse,
  name: 'writeHead' | 'write' | 'end',
  around: (original: Method, args: unknown[]) => unknown
): void {
  const original = res[name] as Method
  // Own properties, as compression and on-headers do it: what wraps later calls us with what really goes out.
  Object.assign(res, { [name]: (...args: unknown[]) => around(original, args) })
}

function sizeOf(chunk: unknown, encoding: unknown): number {
  if (typeof chunk === 'string') {
    return Buffer.byteLength(chunk, typeof encoding === 'string' ? (encoding as 'utf8') : 'utf8')
  }
  return chunk instanceof Uint8Array ? chunk.byteLength : 0
}
