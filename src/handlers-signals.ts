/**
 * Lines are written out before SIGTERM or SIGINT ends the process.
 *
 * In: a deadline. Out: the process ends by the same signal, once every logger has flushed or the deadline is over.
 * Promise: an application that listens to the signal itself decides when it ends; a second signal ends it at once.
 */
import { constants } from 'node:os'
import { isMainThread } from 'node:worker_threads'
import { flushAll } from './live-loggers.ts'
import { createShared, isOurs, markOurs } from './safe-text.ts'

export const DRAIN_DEADLINE_MS = 5000
const SIGNALS = ['SIGTERM', 'SIGINT'] as const
type Signal = (typeof SIGNALS)[number]

const shared = createShared<number>(start)

export function drainOnSignals(deadlineMs: number): () => void {
  // Signals reach the main thread only.
  return isMainThread ? shared.ask(deadlineMs) : () => undefined
}

function start(): () => void {
  let isDraining = false
  const onSignal = markOurs((signal: Signal) => {
    const listeners = process.listeners(signal)
    if (listeners.find(isOurs) !== onSignal) return
    const deadlineMs = Math.max(...shared.askers)
    if (listeners.some((listener) => !isOurs(listener))) void flushAll(deadlineMs)
    else if (isDraining) raise(signal)
    else {
      isDraining = true
      void flushAll(deadlineMs).then(() => raise(signal))
    }
  })
  for (const signal of SIGNALS) process.on(signal, onSignal)
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal)
  }
}

/** The signal again, with nobody listening: the parent sees what it would have seen. */
function raise(signal: Signal): void {
  for (const listener of process.listeners(signal))
    if (isOurs(listener)) process.off(signal, listener)
  // An application that began to listen while lines were written decides.
  if (process.listenerCount(signal) > 0) return
  // The kernel does not end process 1 by a signal that nobody handles: a container would wait for SIGKILL.
  if (process.pid === 1) process.exit(128 + constants.signals[signal])
  process.kill(process.pid, signal)
}
