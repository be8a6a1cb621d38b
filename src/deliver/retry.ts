/**
 * How long a lane waits before it tries again.
 *
 * In: how often it failed, what the destination asked for. Out: ms. Promise: exponential with full jitter, so that a
 * thousand processes do not come back at the same moment; never sooner than the destination asked for.
 */

export type RetrySettings = {
  readonly baseMs: number
  readonly maxMs: number
  readonly giveUpAfterMs: number
}

export const DEFAULT_RETRY: RetrySettings = {
  baseMs: 200,
  maxMs: 30_000,
  giveUpAfterMs: Number.POSITIVE_INFINITY
}

/** A destination that asks for a day must not stop us for a day. */
const LONGEST_RETRY_AFTER_MS = 600_000

/** @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("full jitter") */
export function backoffMs(
  failures: number,
  settings: RetrySettings,
  random: () => number,
  retryAfterMs = 0
): number {
  const bound = Math.min(settings.maxMs, settings.baseMs * 2 ** Math.min(30, failures - 1))
  return Math.max(random() * bound, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS))
}
