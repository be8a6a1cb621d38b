/**
 * The pump in a worker thread, kept alive.
 *
 * In: the pump's options, the worker's file. Out: a port. Promise: a worker that dies is started again; one whose heart stands still is
 * ended and started again; requests under way go to the next one. A machine that is busy, or was asleep, ends no healthy worker.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PumpOptions } from './pump.ts'
import type { PumpAnswer, PumpPort, PumpReply, PumpRequest } from './pump-port.ts'
import { createPumpState } from './shared-state.ts'
import { WORKER_MARK } from './worker.ts'

/** The worker's file beside this one, or beside the bundle that holds it; undefined where a user's bundler left it out. */
export function findWorkerFile(): string | undefined {
  // an ES module made by a bundler has no __dirname
  if (typeof __dirname === 'undefined') return undefined
  return [join(__dirname, 'worker.js'), join(__dirname, '..', 'deliver', 'worker.js')].find(
    (file) => existsSync(file)
  )
}

type Waiting = { readonly request: PumpRequest; readonly resolve: (reply: PumpReply) => void }

const FIRST_RESTART_MS = 50
const LAST_RESTART_MS = 5000
/** Time to load and to read what is there: on a machine with many others a second is not enough for its first beat. */
const START_MS = 30_000
/** Beats are looked for so often in the time that a worker has: one look after the machine slept must not end it. */
const LOOKS = 2

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one worker's life
export function startWorkerPump(
  file: string,
  options: PumpOptions,
  watchdogMs: number,
  onTrouble: (summary: string) => void
): PumpPort {
  const state = createPumpState(options.state)
  const waiting = new Map<number, Waiting>()
  let runs = options.runs
  let nextId = 1
  let restarts = 0
  let restarting: NodeJS.Timeout | undefined
  let isClosed = false
  let isStarting = true
  let startedAt = 0
  let worker = start()
  let beats = state.beats()
  let still = 0
  const watchdog = setInterval(look, watchdogMs / LOOKS).unref()

  function start(): Worker {
    isStarting = true
    startedAt = performance.now()
    const started = new Worker(file, {
      name: 'logveil',
      workerData: { mark: WORKER_MARK, options: { ...options, runs } },
      // a loader of the application's (tsx, --require) has nothing to do in there
      execArgv: []
    })
    started.on('message', receive)
    started.on('error', () => onTrouble('The delivery worker failed; it is started again.'))
    started.on('exit', () => restart(started))
    for (const { request } of waiting.values()) started.postMessage(request)
    // listening made it count; it counts only while somebody waits for an answer
    if (waiting.size === 0) started.unref()
    return started
  }

  function restart(ended: Worker): void {
    if (isClosed || ended !== worker) return
    const ms = Math.min(LAST_RESTART_MS, FIRST_RESTART_MS * 2 ** restarts++)
    restarting = setTimeout(() => {
      restarting = undefined
      still = 0
      if (!isClosed) worker = start()
    }, ms)
    if (waiting.size === 0) restarting.unref()
  }

  /** A worker whose heart stands still for several looks is stuck in a sink's code, and will not come back. */
  function look(): void {
    const now = state.beats()
    if (now !== beats) {
      beats = now
      still = 0
      restarts = 0
      isStarting = false
    } else if (restarting === undefined) still++
    if (still < LOOKS || (isStarting && performance.now() - startedAt < START_MS)) return
    still = 0
    onTrouble('The delivery worker was stuck; it is started again.')
    void worker.terminate()
  }

  function receive(answer: PumpAnswer): void {
    if (answer.type === 'trouble') {
      onTrouble(answer.summary)
      return
    }
    const { id, isDone, ledger } = answer
    waiting.get(id)?.resolve({ isDone, ledger })
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
  }

  function ask(make: (id: number) => PumpRequest): Promise<PumpReply> {
    const id = nextId++
    const request = make(id)
    return new Promise((resolve) => {
      waiting.set(id, { request, resolve })
      worker.ref()
      restarting?.ref()
      worker.postMessage(request)
    })
  }

  return {
    wake: () => worker.postMessage({ type: 'wake' } satisfies PumpRequest),
    add(run) {
      runs = [...runs, run]
      worker.postMessage({ type: 'add', run } satisfies PumpRequest)
    },
    ledger: () => ask((id) => ({ type: 'ledger', id })),
    flush: (targets, ms) => ask((id) => ({ type: 'flush', id, targets, ms })),
    drain: (targets, ms) =>
      worker.postMessage({ type: 'flush', id: 0, targets, ms } satisfies PumpRequest),
    async close(targets, ms) {
      const reply = await ask((id) => ({ type: 'close', id, targets, ms }))
      isClosed = true
      clearInterval(watchdog)
      await worker.terminate()
      return reply
    }
  }
}
