/**
 * One attempt at a sink, bounded in time.
 *
 * In: records. Out: their outcomes, or that the attempt failed. Promise: never throws; an attempt ends soon after its
 * time-out even if the sink ignores the signal.
 */
import type { Attempt } from './attempts.ts'
import type { Sink, SinkRecord } from './sink.ts'

/** How long a sink may take to notice that it was told to stop. */
const GRACE_MS = 1000

export async function writeOnce(
  sink: Sink,
  records: readonly SinkRecord[],
  timeoutMs: number,
  stop: AbortSignal
): Promise<Attempt> {
  const controller = new AbortController()
  const { signal } = controller
  const abort = (): void => controller.abort()
  const timeout = setTimeout(abort, timeoutMs)
  stop.addEventListener('abort', abort, { once: true })
  if (stop.aborted) abort()
  try {
    const written = sink.write(records, signal)
    const result = await Promise.race([written, afterAbort(signal)])
    if (result === undefined) return { failed: 'timed out' }
    return result.outcomes.length === records.length
      ? result
      : { failed: 'answered for another number of records' }
  } catch {
    return { failed: signal.aborted ? 'timed out' : 'threw' }
  } finally {
    clearTimeout(timeout)
    stop.removeEventListener('abort', abort)
  }
}

/** Resolves a while after the signal; a sink that obeys it is heard first. */
function afterAbort(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    const wait = (): void => void setTimeout(() => resolve(undefined), GRACE_MS).unref()
    if (signal.aborted) wait()
    else signal.addEventListener('abort', wait, { once: true })
  })
}

/** Resolves with true when the work is done, with false after the time, or if it throws. */
export async function within(work: () => Promise<unknown>, ms: number): Promise<boolean> {
  let timeout: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timeout = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([work().then(() => true), late])
  } catch {
    return false
  } finally {
    clearTimeout(timeout)
  }
}
