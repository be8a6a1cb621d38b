/**
 * What an HTTP status means for the records of a request.
 *
 * In: an answer. Out: delivered, to be tried later, or refused for what was in the request.
 * Promise: only a status that speaks of the request's content refuses records; one that speaks of the destination or of
 * our credentials lets them wait, because a person can still put it right.
 */
import type { PartResult } from './parts.ts'
import { DELIVERED } from './parts.ts'
import type { Answer } from './post.ts'

// 400 malformed, 413 too large, 414 and 431 cannot happen by content, 415 and 422 cannot be processed.
const CONTENT: ReadonlySet<number> = new Set([400, 413, 422])

/** The meaning that any HTTP destination can be expected to give to a status. */
export function toPartResult(answer: Answer): PartResult {
  if (answer.status === undefined) {
    return { kind: 'wait', reason: answer.reason, retryAfterMs: undefined }
  }
  const { status, retryAfterMs } = answer
  if (status >= 200 && status < 300) return { kind: 'all', outcome: DELIVERED }
  const reason = `status ${status}`
  return CONTENT.has(status) ? { kind: 'refused', reason } : { kind: 'wait', reason, retryAfterMs }
}
