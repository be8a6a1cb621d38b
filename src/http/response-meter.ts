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

class Meter implements ResponseMeter {
  headAt: number | undefined = undefined
  status: number | undefined = undefined
  bytes = 0
  /** HTTP/2's end() goes through write(): only the outermost call counts. */
  isInside = false
  readonly writeHead: Method
  readonly write: Method
  readonly end: Method

  constructor(res: ServerResponse) {
    this.writeHead = res.writeHead as Method
    this.write = res.write as Method
    this.end = res.end as Method
  }

  noteHead(res: ServerResponse): void {
    if (this.headAt !== undefined || !res.headersSent) return
    this.headAt = performance.now()
    this.status = res.statusCode
  }

  count(res: ServerResponse, original: Method, args: unknown[]): unknown {
    if (this.isInside || res.writableEnded) return original.apply(res, args)
    this.bytes += sizeOf(args[0], args[1])
    this.isInside = true
    try {
      return original.apply(res, args)
    } finally {
      this.isInside = false
      this.noteHead(res)
    }
  }
}

const METER = Symbol('logveil.meter')

type Metered = ServerResponse & { [METER]: Meter }
type Methods = Record<'writeHead' | 'write' | 'end', Method>

/** Meters a response from now on. */
export function meterResponse(res: ServerResponse): ResponseMeter {
  const meter = new Meter(res)
  // Own properties, as compression and on-headers set them: what wraps later calls us with what really goes out.
  // The same three functions for each response: a closure each makes V8 give each response a shape of its own.
  ;(res as Metered)[METER] = meter
  const methods = res as unknown as Methods
  methods.writeHead = writeHead as Method
  methods.write = write as Method
  methods.end = end as Method
  return meter
}

function writeHead(this: Metered, ...args: unknown[]): unknown {
  const meter = this[METER]
  const result = meter.writeHead.apply(this, args)
  meter.noteHead(this)
  return result
}

function write(this: Metered, ...args: unknown[]): unknown {
  const meter = this[METER]
  return meter.count(this, meter.write, args)
}

function end(this: Metered, ...args: unknown[]): unknown {
  const meter = this[METER]
  return meter.count(this, meter.end, args)
}

function sizeOf(chunk: unknown, encoding: unknown): number {
  if (typeof chunk === 'string') {
    return Buffer.byteLength(chunk, typeof encoding === 'string' ? (encoding as 'utf8') : 'utf8')
  }
  return chunk instanceof Uint8Array ? chunk.byteLength : 0
}
