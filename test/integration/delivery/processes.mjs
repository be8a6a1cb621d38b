/**
 * Processes that log, for the fault tests.
 *
 * In: a plan for child.mjs. Out: the process, and what it told: how many log calls returned, the ledger.
 * Promise: nothing here waits longer than its time-out.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')
const child = fileURLToPath(new URL('child.mjs', import.meta.url))

/** A machine with other work takes its time; a process that hangs does not get through this either. */
const LONGEST_MS = 120_000

/** @param {object} plan @param {readonly string[]} wrap a command that runs it */
export function start(plan, wrap = []) {
  const command = [
    ...wrap,
    process.execPath,
    child,
    JSON.stringify({ root, perTurn: 10, pauseMs: 1, text: 'x'.repeat(150), ...plan })
  ]
  const started = spawn(command[0], command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe', ...(wrap.length === 0 ? ['ipc'] : [])]
  })
  const out = []
  const err = []
  started.stdout.on('data', (data) => out.push(data))
  started.stderr.on('data', (data) => err.push(data))
  const ended = new Promise((resolve) =>
    started.on('close', (code, signal) => resolve({ code, signal }))
  )
  const inTime = within(ended, LONGEST_MS, 'the process did not end')
  // nobody may be waiting for it when it is late: a scenario that failed before has been told already
  inTime.catch(() => {})
  return {
    process: started,
    ended: inTime,
    ledger: () => JSON.parse(Buffer.concat(out).toString().trim().split('\n').at(-1)),
    stderr: () => Buffer.concat(err).toString(),
    ask: (message) =>
      within(
        new Promise((resolve) => {
          started.once('message', resolve)
          started.send(message)
        }),
        LONGEST_MS,
        'the process did not answer'
      )
  }
}

/** How many log calls had returned, and how many of them a turn of the event loop had followed. */
export function progressOf(file) {
  const bytes = Buffer.alloc(16)
  try {
    readFileSync(file).copy(bytes)
  } catch {
    // killed before its first line
  }
  return { logged: bytes.readDoubleLE(0), committed: bytes.readDoubleLE(8) }
}

/** Waits for what must happen, however busy the machine is. */
export async function until(condition, what) {
  const end = performance.now() + LONGEST_MS
  while (!condition()) {
    if (performance.now() > end) throw new Error(`not in ${LONGEST_MS} ms: ${what}`)
    await wait(5)
  }
}

function within(promise, ms, what) {
  const late = wait(ms, undefined, { ref: false }).then(() => {
    throw new Error(what)
  })
  return Promise.race([promise, late])
}
