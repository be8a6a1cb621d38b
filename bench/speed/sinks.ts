/**
 * Where measured loggers write: a real file, or nowhere.
 *
 * Out: a destination, what was written to it, and a way to empty it between batches, outside the measured time.
 */
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Destination } from '../loggers/variant.ts'
import { SCRATCH } from '../measure/paths.ts'

export type Sink = {
  readonly destination: Destination
  /** What was written so far; afterwards nothing is kept. */
  take(): string
  reset(): void
  close(): void
}

/** Keeps the first lines, which are checked, and then does nothing. */
export function openNull(): Sink {
  let kept: string[] | undefined = []
  return {
    destination: {
      write: (line) => {
        kept?.push(line)
        return true
      }
    },
    take: () => {
      const text = kept?.join('') ?? ''
      kept = undefined
      return text
    },
    reset() {},
    close() {}
  }
}

/** The file is emptied between batches, outside the measured time: the write is real, the disk never fills. */
export function openFile(): Sink {
  const dir = mkdtempSync(join(SCRATCH, 'logveil-bench-'))
  const path = join(dir, 'out.ndjson')
  const destination = pino.destination({ dest: path, sync: true })
  const fd = openSync(path, 'r+')
  return {
    destination,
    take: () => readFileSync(path, 'utf8'),
    reset: () => ftruncateSync(fd, 0),
    close: () => {
      if (readFileSync(path).length === 0) throw new Error('the measured variant wrote nothing')
      closeSync(fd)
      rmSync(dir, { recursive: true })
    }
  }
}
