/**
 * What a Collector answers.
 *
 * In: an answer. Out: what became of the records of the request.
 * Promise: only 429, 502, 503 and 504 are tried again (https://opentelemetry.io/docs/specs/otlp/#failures-1); so is a
 * connection that failed. A partial success is never sent again.
 */
import { DELIVERED, type PartResult } from '../client/parts.ts'
import type { Answer } from '../client/post.ts'
import { readRejected } from './partial-success.ts'

const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504])

// What is wrong is in the request: halved, only the record that is at fault is refused.
const CONTENT: ReadonlySet<number> = new Set([400, 413])

export type OtlpResult = { readonly result: PartResult; readonly rejected: number }

/**
 * `count` records were sent. A partial success tells how many were rejected, not which: then all of the request are
 * refused, so that the rejected ones are among the dead letters; those that the Collector did take can come twice, with
 * the same log.record.uid.
 */
export function readAnswer(answer: Answer, count: number): OtlpResult {
  if (answer.status === undefined) {
    const { reason } = answer
    return { result: { kind: 'wait', reason, retryAfterMs: undefined }, rejected: 0 }
  }
  const { status, retryAfterMs, body } = answer
  const reason = `status ${status}`
  if (RETRYABLE.has(status)) return { result: { kind: 'wait', reason, retryAfterMs }, rejected: 0 }
  if (CONTENT.has(status)) return { result: { kind: 'refused', reason }, rejected: 0 }
  if (status < 200 || status >= 300) return all({ state: 'refused', reason }, 0)
  const rejected = readRejected(body)
  if (rejected === 0) return all(DELIVERED, 0)
  return all(
    { state: 'refused', reason: `partial success: ${rejected} of ${count} rejected` },
    rejected
  )
}

function all(
  outcome: Extract<PartResult, { kind: 'all' }>['outcome'],
  rejected: number
): OtlpResult {
  return { result: { kind: 'all', outcome }, rejected }
}
