/**
 * One POST.
 *
 * In: a destination, a body, a signal. Out: the answer, or why there is none.
 * Promise: never throws; no reason holds a header, a URL or a text of the destination: only a status or an error's code.
 * Connections are kept alive by Node's own pool; certificates are verified; a redirect is not followed, because it
 * would carry the credentials to where it points.
 */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { parseRetryAfter } from './retry-after.ts'

export type Destination = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly gzip: boolean
}

export type Answer =
  | {
      readonly status: number
      readonly retryAfterMs: number | undefined
      /** At most MAX_ANSWER bytes of it. */
      readonly body: Buffer
    }
  | { readonly status: undefined; readonly reason: string }

export type Request = {
  readonly method?: 'POST' | 'PUT' | 'GET'
  readonly body?: string | Uint8Array
  readonly contentType?: string
}

// A bulk answer has about 200 bytes a record; more than this is no answer that a sink could use.
const MAX_ANSWER = 16 * 1024 * 1024

const compress = promisify(gzip)

/** Sends a request and reads the answer whole, so that the connection can be used again. */
export async function post(
  to: Destination,
  request: Request,
  signal: AbortSignal
): Promise<Answer> {
  try {
    return await send(to, request, signal)
  } catch (error) {
    return { status: undefined, reason: signal.aborted ? abortReason(signal) : codeOf(error) }
  }
}

function abortReason(signal: AbortSignal): string {
  const name = (signal.reason as { name?: unknown } | undefined)?.name
  return name === 'TimeoutError' ? 'timeout' : 'aborted'
}

async function send(to: Destination, request: Request, signal: AbortSignal): Promise<Answer> {
  const { body, contentType, method = 'POST' } = request
  const isZipped = to.gzip && body !== undefined
  const response = await fetch(to.url, {
    method,
    signal,
    redirect: 'manual',
    headers: {
      ...to.headers,
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...(isZipped ? { 'content-encoding': 'gzip' } : {})
    },
    ...(body === undefined ? {} : { body: isZipped ? await compress(body) : toBody(body) })
  })
  return {
    status: response.status,
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), Date.now()),
    body: await readBody(response)
  }
}

function toBody(body: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  // Bodies come from Buffer.concat and the like, never from shared memory.
  return body as string | Uint8Array<ArrayBuffer>
}

async function readBody(response: Response): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    pieces.push(piece as Uint8Array)
    size += (piece as Uint8Array).length
    if (size > MAX_ANSWER) break
  }
  return Buffer.concat(pieces)
}

// `code` of Node and undici: ECONNREFUSED, UND_ERR_SOCKET, CERT_HAS_EXPIRED. A message may hold the URL or a header.
const CODE = /^[A-Z][A-Z0-9_]{2,60}$/

function codeOf(error: unknown): string {
  for (const each of [error, (error as { cause?: unknown } | undefined)?.cause]) {
    const code = (each as { code?: unknown } | undefined)?.code
    if (typeof code === 'string' && CODE.test(code)) return code
  }
  return 'network error'
}
