/**
 * A sink that takes one record a batch and does harm in the worker when a file asks for it.
 *
 * Options: `folder`: files named `stuck`, `die`, `jump` in it are removed and obeyed: the thread spins for ever, ends, or its
 * clock jumps by the milliseconds in the file.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export function createSink(name, { folder }) {
  const now = Date.now
  const timer = setInterval(() => {
    if (takes('stuck') !== undefined) for (;;) Math.sqrt(2)
    if (takes('die') !== undefined) process.exit(7)
    const jump = takes('jump')
    if (jump !== undefined) Date.now = () => now() + Number(jump)
  }, 10)

  function takes(what) {
    const file = join(folder, what)
    if (!existsSync(file)) return undefined
    const text = readFileSync(file, 'utf8')
    rmSync(file)
    return text
  }

  return {
    name,
    write: async (batch) => ({ outcomes: batch.map(() => ({ state: 'delivered' })) }),
    flush: async () => {},
    close: async () => clearInterval(timer)
  }
}
