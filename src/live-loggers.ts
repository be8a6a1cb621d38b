/**
 * The loggers of this process that are still in use.
 *
 * In: each logger as it is made. Out: all of them, to flush.
 * Promise: no logger is kept alive by this; one list however often this file was loaded.
 */
import { flushStdout } from './deliver/stdout.ts'

type Flushable = { flush(): Promise<void> }
type Shared = { [LIVE]?: Set<WeakRef<Flushable>> }

const LIVE: unique symbol = Symbol.for('logveil.loggers.1') as never
/** A process that makes loggers all the time must not collect what is left of them. */
const SWEEP_EVERY = 64

export function trackLogger(logger: Flushable): void {
  const live = liveLoggers()
  live.add(new WeakRef(logger))
  if (live.size % SWEEP_EVERY !== 0) return
  for (const ref of live) if (ref.deref() === undefined) live.delete(ref)
}

/** Resolves when each has flushed or failed to, at the latest after `deadlineMs`; never rejects. */
export async function flushAll(deadlineMs: number): Promise<void> {
  const loggers = [...liveLoggers()].map((ref) => flushOne(ref.deref()))
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, deadlineMs)
  })
  // A logger that was collected may have lines that wait: they are the writer's, not its own.
  const all = Promise.allSettled([flushStdout(deadlineMs), ...loggers])
  await Promise.race([all, deadline])
  clearTimeout(timer)
}

async function flushOne(logger: Flushable | undefined): Promise<void> {
  await logger?.flush()
}

function liveLoggers(): Set<WeakRef<Flushable>> {
  const shared = globalThis as Shared
  shared[LIVE] ??= new Set()
  return shared[LIVE]
}
