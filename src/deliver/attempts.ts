/**
 * One batch, until each of its records is settled.
 *
 * In: records in order, a way to write them once. Out: each of them delivered or refused; what is left if the lane stops.
 * Promise: only what the sink wants again is written again, in order; one record that spoils a batch does not take the others
 * with it; a sink that is down is never mistaken for a bad record.
 */
import type { Entry } from './entry.ts'
import { backoffMs, type RetrySettings } from './retry.ts'
import type { BatchResult } from './sink.ts'

/** What one attempt gave; `failed`: the write threw, ended late or answered nonsense. */
export type Attempt = BatchResult | { readonly failed: string }

/** Survives the batch: a sink that refuses everything is not asked record by record each time. */
export type Isolation = { isHopeless: boolean }

export type AttemptParts = {
  readonly write: (entries: readonly Entry[]) => Promise<Attempt>
  readonly delivered: (entry: Entry) => void
  readonly refused: (entry: Entry, reason: string) => void
  /** Waits; gives back what is still to be delivered (a full buffer may have shed some of it). */
  readonly pause: (ms: number, rest: readonly Entry[]) => Promise<readonly Entry[]>
  /** One more record after the batch's last, if there is one. */
  readonly more: () => Entry | undefined
  readonly isStopped: () => boolean
  /** The sink refuses a batch for one record of it; the built-in ones find that record themselves. */
  readonly refusesWhole: boolean
  readonly isolation: Isolation
  readonly retry: RetrySettings
  readonly random: () => number
  readonly now: () => number
}

/** So often a batch may fail as a whole before it is halved. */
const HALVE_AFTER = 3
/** So often a single record may fail before another one is tried in its place. */
const PROBE_AFTER = 5

type Progress = {
  rest: readonly Entry[]
  size: number
  failures: number
  /** The batch was halved because all of it was refused. */
  isIsolating: boolean
  hasDelivered: boolean
  lastSuccess: number
}

/** Gives back what is not settled: nothing, unless the lane was stopped. */
export async function deliverBatch(
  batch: readonly Entry[],
  parts: AttemptParts
): Promise<readonly Entry[]> {
  const progress: Progress = {
    rest: batch,
    size: batch.length,
    failures: 0,
    isIsolating: false,
    hasDelivered: false,
    lastSuccess: parts.now()
  }
  while (progress.rest.length > 0 && !parts.isStopped()) await attempt(progress, parts)
  if (progress.isIsolating && !progress.hasDelivered) parts.isolation.isHopeless = true
  return progress.rest
}

async function attempt(progress: Progress, parts: AttemptParts): Promise<void> {
  const chunk = progress.rest.slice(0, progress.size)
  const result = await parts.write(chunk)
  if (mustIsolate(chunk, result, parts)) {
    progress.isIsolating = true
    progress.size = Math.ceil(chunk.length / 2)
    return
  }
  const again = settle(chunk, result, progress, parts)
  progress.rest = [...again, ...progress.rest.slice(chunk.length)]
  if (again.length === 0) {
    progress.failures = 0
    progress.size = Math.max(1, progress.size * 2)
    return
  }
  progress.failures = again.length < chunk.length ? 1 : progress.failures + 1
  await afterFailure(chunk, result, progress, parts)
}

function mustIsolate(chunk: readonly Entry[], result: Attempt, parts: AttemptParts): boolean {
  return (
    parts.refusesWhole &&
    chunk.length > 1 &&
    !parts.isolation.isHopeless &&
    !('failed' in result) &&
    result.outcomes.every((outcome) => outcome.state === 'refused')
  )
}

/** What is to be tried again. */
function settle(
  chunk: readonly Entry[],
  result: Attempt,
  progress: Progress,
  parts: AttemptParts
): readonly Entry[] {
  if ('failed' in result) return chunk
  const again: Entry[] = []
  for (const [index, entry] of chunk.entries()) {
    const outcome = result.outcomes[index]
    if (outcome === undefined || outcome.state === 'retry') again.push(entry)
    else if (outcome.state === 'refused') parts.refused(entry, outcome.reason)
    else {
      parts.delivered(entry)
      progress.hasDelivered = true
      progress.lastSuccess = parts.now()
      parts.isolation.isHopeless = false
    }
  }
  return again
}

async function afterFailure(
  chunk: readonly Entry[],
  result: Attempt,
  progress: Progress,
  parts: AttemptParts
): Promise<void> {
  const { retry, random, now } = parts
  if (now() - progress.lastSuccess >= retry.giveUpAfterMs) {
    for (const entry of progress.rest) parts.refused(entry, 'retries exhausted')
    progress.rest = []
    return
  }
  if ('failed' in result && progress.failures % HALVE_AFTER === 0)
    progress.size = Math.max(1, Math.ceil(chunk.length / 2))
  if (chunk.length === 1 && progress.failures >= PROBE_AFTER && (await probe(progress, parts)))
    return
  const retryAfterMs = 'failed' in result ? 0 : (result.retryAfterMs ?? 0)
  const ms = backoffMs(progress.failures, retry, random, retryAfterMs)
  progress.rest = await parts.pause(ms, progress.rest)
}

/**
 * Is it the sink, or this record? If the next one goes through and this one still does not, it is the record: the sink may have
 * come back just in between.
 */
async function probe(progress: Progress, parts: AttemptParts): Promise<boolean> {
  const [first, second, ...others] = progress.rest as [Entry, ...Entry[]]
  const next = second ?? parts.more()
  if (next === undefined) return false
  if (!isDelivered(await parts.write([next]))) {
    progress.rest = [first, next, ...others]
    return false
  }
  parts.delivered(next)
  if (isDelivered(await parts.write([first]))) parts.delivered(first)
  else parts.refused(first, 'fails while others succeed')
  progress.rest = others
  progress.failures = 0
  progress.hasDelivered = true
  progress.lastSuccess = parts.now()
  return true
}

function isDelivered(result: Attempt): boolean {
  return !('failed' in result) && result.outcomes[0]?.state === 'delivered'
}
