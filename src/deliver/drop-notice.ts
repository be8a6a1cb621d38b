/**
 * Told once: what was dropped.
 *
 * In: the books, whenever somebody has them. Out: a line on stderr. Promise: one line as long as no more is dropped; it holds names
 * of sinks, reasons and numbers.
 */
import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import type { SinkLedger } from './counts.ts'

const STDERR = 2

/** A function that looks at the books and tells what it has not told yet. */
export function createDropNotice(): (ledger: SinkLedger) => void {
  let told = 0
  return (ledger) => {
    const entries = Object.entries(ledger).filter(([, { dropped }]) => dropped > 0)
    const total = entries.reduce((sum, [, { dropped }]) => sum + dropped, 0)
    if (total <= told) return
    told = total
    const parts = entries.map(([name, { dropped, droppedBy }]) => {
      const reasons = Object.entries(droppedBy).map(([reason, count]) => `${count} ${reason}`)
      return `${name} ${dropped} (${reasons.join(', ')})`
    })
    print(`logveil: dropped: ${parts.join('; ')}\n`)
  }
}

/** A worker's own stderr is a message to the main thread, which may be about to end (pino's transports close at exit). */
function print(text: string): void {
  try {
    if (isMainThread) process.stderr.write(text)
    else writeSync(STDERR, text)
  } catch {
    // nobody reads stderr: the ledger says it too
  }
}
