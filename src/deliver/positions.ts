/**
 * Where each sink has come to in a run, kept beside the run.
 *
 * In: positions and counts by sink. Out: the same, after a restart. Promise: written as a whole or not at all; what cannot be
 * read counts as nothing acknowledged, so that records come twice rather than not at all.
 */
import { join } from 'node:path'
import { type Counts, emptyCounts } from './counts.ts'
import { positionsName, type RunDescription } from './run.ts'
import type { SpoolFs } from './spool-fs.ts'
import type { Saved } from './track.ts'

export type SavedPositions = {
  readonly sinks: Readonly<Record<string, Saved>>
  /** Counts of runs that are done with, by sink. */
  readonly retired?: Readonly<Record<string, Counts>>
}

export const NO_POSITIONS: SavedPositions = { sinks: {} }

export type PositionStore = {
  load(): SavedPositions
  /** False: it could not be written. */
  save(positions: SavedPositions): boolean
  remove(): void
}

export function createPositionStore(run: RunDescription, fs: SpoolFs): PositionStore {
  return run.place.kind === 'file'
    ? createFilePositions(join(run.place.folder, positionsName(run.id)), fs)
    : createMemoryPositions(run.place.positions)
}

function createFilePositions(path: string, fs: SpoolFs): PositionStore {
  return {
    load() {
      try {
        return parsePositions(fs.readText(path))
      } catch {
        return NO_POSITIONS
      }
    },
    save(positions) {
      try {
        fs.replaceText(path, JSON.stringify(positions))
        return true
      } catch {
        return false
      }
    },
    remove() {
      try {
        fs.remove(path)
      } catch {
        // a file of positions without its run does nothing
      }
    }
  }
}

/** Two halves of shared memory that take turns; a number says which one holds. */
function createMemoryPositions(buffer: SharedArrayBuffer): PositionStore {
  const version = new Int32Array(buffer, 0, 1)
  const half = (buffer.byteLength - 8) / 2
  const slotOf = (turn: number): Buffer => Buffer.from(buffer, 8 + (turn % 2) * half, half)
  return {
    load() {
      const turn = Atomics.load(version, 0)
      if (turn === 0) return NO_POSITIONS
      const slot = slotOf(turn)
      return parsePositions(slot.toString('utf8', 4, 4 + slot.readUInt32LE(0)))
    },
    save(positions) {
      const text = Buffer.from(JSON.stringify(positions))
      if (text.length + 4 > half) return false
      const turn = Atomics.load(version, 0) + 1
      const slot = slotOf(turn)
      slot.writeUInt32LE(text.length, 0)
      text.copy(slot, 4)
      Atomics.store(version, 0, turn)
      return true
    },
    remove: () => void Atomics.store(version, 0, 0)
  }
}

function parsePositions(text: string): SavedPositions {
  const value: unknown = JSON.parse(text)
  const isSaved = typeof value === 'object' && value !== null && 'sinks' in value
  return isSaved ? (value as SavedPositions) : NO_POSITIONS
}

/** The same positions in the books of another process, which begin at nothing. */
export function withoutCounts(text: string): string {
  const { sinks } = parsePositions(text)
  const entries = Object.entries(sinks).map(([name, { position }]) => {
    return [name, { position, counts: emptyCounts() }] as const
  })
  return JSON.stringify({ sinks: Object.fromEntries(entries) } satisfies SavedPositions)
}
