/**
 * How far long work has come.
 *
 * In: bytes done. Out: one line on stderr that draws over itself.
 * Promise: nothing is written unless a person looks at stderr, the output goes elsewhere, and the work takes longer than a second.
 */
import type { Io } from './command.ts'

export type Progress = {
  advance(bytes: number): void
  /** Takes the line away. */
  clear(): void
}

const SILENT: Progress = { advance() {}, clear() {} }
const PATIENCE_MS = 1000
const REDRAW_MS = 100
const BAR = 24
const ERASE = '\r\u001b[K'

/** `total` in bytes, where known; `now` in milliseconds. */
export function createProgress(
  io: Pick<Io, 'stdout' | 'stderr'>,
  total: number | undefined,
  now: () => number = () => performance.now()
): Progress {
  if (io.stderr.isTTY !== true || io.stdout.isTTY === true) return SILENT
  const start = now()
  let done = 0
  let drawnAt = start + PATIENCE_MS - REDRAW_MS
  let isDrawn = false
  return {
    advance(bytes) {
      done += bytes
      const at = now()
      if (at - drawnAt < REDRAW_MS) return
      drawnAt = at
      isDrawn = true
      io.stderr.write(ERASE + toText(done, total, at - start))
    },
    clear() {
      if (isDrawn) io.stderr.write(ERASE)
      isDrawn = false
    }
  }
}

function toText(done: number, total: number | undefined, ms: number): string {
  const megabytes = done / 1e6
  const speed = `${megabytes.toFixed(0)} MB, ${(megabytes / (ms / 1000)).toFixed(0)} MB/s`
  if (total === undefined || total === 0) return speed
  const share = Math.min(1, done / total)
  const filled = Math.round(share * BAR)
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${(share * 100).toFixed(0)} %  ${speed}`
}
