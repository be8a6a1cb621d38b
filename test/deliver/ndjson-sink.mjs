/**
 * A real sink for tests: one NDJSON file, appended to; and the troubles that a test asks for.
 *
 * Options: `path`; `delayMs` a write; `refuse`: text of messages that it refuses for good; `downFile`: while that file exists every
 * write fails; `stuckFile`: if that file exists it is removed and the thread spins for ever; `dieFile`: the same, and the thread ends;
 * `partial`: every third record of a batch is asked for again, once.
 */
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

const DELIVERED = { state: 'delivered' }

export function createSink(name, options) {
  const asked = new Set()
  let isWhole = false

  /** A process that was killed in the middle of a write leaves half a line: the next line must not be glued to it. */
  function append(text) {
    if (!isWhole && existsSync(options.path)) {
      const bytes = readFileSync(options.path)
      if (bytes.length > 0 && bytes.at(-1) !== 10) appendFileSync(options.path, '\n')
    }
    isWhole = true
    appendFileSync(options.path, text)
  }

  function outcomeOf({ recordId, line }, index) {
    if (options.refuse !== undefined && line.includes(options.refuse))
      return { state: 'refused', reason: 'asked to' }
    if (options.partial === true && index % 3 === 2 && !asked.has(recordId)) {
      asked.add(recordId)
      return { state: 'retry', reason: 'asked to' }
    }
    return DELIVERED
  }

  return {
    name,
    async write(batch) {
      if (takes(options.stuckFile)) for (;;) Math.sqrt(2)
      if (takes(options.dieFile)) process.exit(7)
      if (options.delayMs > 0) await wait(options.delayMs)
      if (options.downFile !== undefined && existsSync(options.downFile)) throw new Error('down')
      const outcomes = batch.map(outcomeOf)
      const lines = batch.filter((_, index) => outcomes[index] === DELIVERED)
      if (lines.length > 0) append(lines.map((each) => `${each.line}\n`).join(''))
      return { outcomes }
    },
    async flush() {},
    async close() {}
  }
}

function takes(file) {
  if (file === undefined || !existsSync(file)) return false
  rmSync(file)
  return true
}
