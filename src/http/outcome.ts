/**
 * How a request ended.
 *
 * In: what was seen of it. Out: one of four words. Promise: pure; each combination has exactly one answer.
 */
import type { Outcome } from '../record/fields.ts'

export type Ending = {
  /** The last byte was handed to the operating system. */
  readonly finished: boolean
  /** Of the head that was sent; undefined if none was. */
  readonly status: number | undefined
  /** A time-out of the server or the connection struck. */
  readonly timedOut: 'before head' | 'after head' | undefined
  /** The handler threw, rejected or destroyed the response with an error. */
  readonly failed: boolean
}

// What a time-out handler answers with: Request Timeout, Service Unavailable, Gateway Timeout.
const TIMEOUT_STATUS: ReadonlySet<number> = new Set([408, 503, 504])

/** The outcome of a request. */
export function decideOutcome(ending: Ending): Outcome {
  const { finished, status, timedOut, failed } = ending
  if (!finished) {
    if (timedOut !== undefined) return 'timeout'
    return failed ? 'error' : 'aborted'
  }
  if (timedOut === 'before head' && status !== undefined && TIMEOUT_STATUS.has(status)) {
    return 'timeout'
  }
  // `throw createError(404)` is a way to answer: what the caller did wrong is no error of the service.
  return failed && !isClientError(status) ? 'error' : 'completed'
}

function isClientError(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500
}
