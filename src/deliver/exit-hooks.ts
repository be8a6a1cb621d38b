/**
 * The ways a process ends.
 *
 * In: open deliveries. Out: their lines written, and delivered as far as a short wait allows.
 * Promise: a signal that nobody else handles still ends the process, by that signal; one that somebody handles is theirs.
 */

export type Ending = {
  /** Writes what is gathered; synchronous. */
  write(): void
  /** Delivers; resolves at once where nothing is pending. */
  drain(): Promise<void>
  /** As drain, but stops the thread: nothing else runs any more. */
  drainSync(): void
  readonly signals: boolean
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP']

// What ends with the process belongs to the process: one set of hooks for all loggers, so that they know each other's.
const open = new Set<Ending>()
let areHooked = false
let isEnding = false

export function addEnding(ending: Ending): void {
  open.add(ending)
  if (!areHooked) {
    process.on('exit', onExit)
    process.on('beforeExit', onBeforeExit)
    areHooked = true
  }
  if (ending.signals) for (const signal of SIGNALS) hook(signal)
}

export function removeEnding(ending: Ending): void {
  open.delete(ending)
  if (open.size > 0) return
  process.removeListener('exit', onExit)
  process.removeListener('beforeExit', onBeforeExit)
  for (const signal of SIGNALS) process.removeListener(signal, onSignal)
  areHooked = false
}

function hook(signal: NodeJS.Signals): void {
  if (!process.listeners(signal).includes(onSignal)) process.on(signal, onSignal)
}

function onExit(): void {
  for (const ending of open) ending.write()
  if (!isEnding) for (const ending of open) ending.drainSync()
}

function onBeforeExit(): void {
  void drainAll()
}

async function drainAll(): Promise<void> {
  await Promise.all([...open].map((ending) => ending.drain()))
}

function onSignal(signal: NodeJS.Signals): void {
  for (const ending of open) ending.write()
  if (process.listenerCount(signal) > 1 || isEnding) return
  isEnding = true
  void drainAll().then(() => {
    // the application went on logging meanwhile
    for (const ending of open) ending.write()
    process.removeListener(signal, onSignal)
    process.kill(process.pid, signal)
  })
}
