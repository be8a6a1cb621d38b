/**
 * Where a full buffer puts what it must not drop.
 *
 * In: an entry and the run it stands in. Out: a small run of the lane's own that holds it, with the same numbers, so with the same
 * ids. Promise: on the disk where there is one.
 */

import type { Entry } from './entry.ts'
import { encodeFrame } from './frame.ts'
import type { RunDescription, RunMeta } from './run.ts'
import type { RunReader } from './run-reader.ts'
import { createFileRun, createMemoryRun, type RunWriter } from './run-writer.ts'
import { createRunState } from './shared-state.ts'
import type { SpoolFs } from './spool-fs.ts'

export type Aside = {
  /** False: it could not be put aside. */
  keep(lane: string, run: RunReader, entry: Entry): boolean
  close(): void
}

export type AsideParts = {
  readonly fs: SpoolFs
  /** Undefined: in memory. */
  readonly folder: string | undefined
  readonly segmentBytes: number
  readonly memoryBytes: number
  readonly now: () => number
  /** Told of each new run, before anything is in it. */
  readonly onRun: (run: RunDescription, lane: string) => void
}

/** Which lane a run was put aside by; undefined for others. */
export function laneOf(run: string): string | undefined {
  const at = run.indexOf('~')
  return at === -1 ? undefined : run.slice(at + 1, run.lastIndexOf('.'))
}

export function createAside(parts: AsideParts): Aside {
  const { fs, folder, now } = parts
  const writers = new Map<string, RunWriter>()

  function open(lane: string, source: RunMeta): RunWriter {
    const meta = { ...source, run: `${source.run}~${lane}.${now().toString(36)}` }
    const state = createRunState()
    const segmentBytes = Math.ceil(parts.segmentBytes / 16)
    const writer =
      folder === undefined
        ? createMemoryRun(meta, state, parts.memoryBytes, now)
        : createFileRun({
            fs,
            folder,
            meta,
            state,
            segmentBytes,
            now,
            recreate: () => fs.mkdir(folder)
          })
    parts.onRun(writer.description, lane)
    return writer
  }

  function writerFor(lane: string, run: RunReader): RunWriter | undefined {
    const key = `${run.id}~${lane}`
    const known = writers.get(key)
    const meta = run.meta()
    if (known !== undefined || meta === undefined) return known
    const writer = open(lane, meta)
    writers.set(key, writer)
    return writer
  }

  return {
    keep(lane, run, entry) {
      try {
        const frame = encodeFrame('lines', entry.seq, entry.time, 1, `${entry.raw}\n`)
        return writerFor(lane, run)?.append(frame, 1) ?? false
      } catch {
        return false
      }
    },
    close() {
      for (const writer of writers.values()) writer.close()
    }
  }
}
