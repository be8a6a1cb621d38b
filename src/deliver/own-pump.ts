/**
 * The pump in the logging thread, for serverless functions and bundles without a worker's file.
 *
 * In: the pump's options. Out: a port. Promise: the same answers as from a worker.
 */
import { createPump, type PumpOptions } from './pump.ts'
import type { PumpPort } from './pump-port.ts'
import { nodeSpoolFs } from './spool-fs.ts'

export function startOwnPump(options: PumpOptions, onTrouble: (summary: string) => void): PumpPort {
  const pump = createPump(options, {
    fs: nodeSpoolFs,
    onTrouble,
    random: Math.random,
    now: () => performance.now(),
    unref: true
  })
  return {
    wake: () => pump.wake(),
    add: (run) => pump.add(run),
    ledger: async () => ({ isDone: true, ledger: await pump.ledger() }),
    async flush(targets, ms) {
      const isDone = await pump.flush(targets, ms)
      return { isDone, ledger: pump.books() }
    },
    drain: () => undefined,
    close: async (targets, ms) => ({ isDone: true, ledger: await pump.close(targets, ms) })
  }
}
