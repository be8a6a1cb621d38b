/**
 * One sink's way through one run.
 *
 * In: the run, what the sink takes, where it had come to. Out: the next records for it, and its books.
 * Promise: what is saved is a position and the counts up to it, taken at the same moment; every line before the position is
 * settled, every line after it is still pending.
 */
import { addDropped, type Counts, copyCounts, emptyCounts, settledOf } from './counts.ts'
import type { Entry } from './entry.ts'
import { takesAll } from './route.ts'
import type { RunManifest } from './run.ts'
import { type Position, type RunReader, START, type Step } from './run-reader.ts'

/** What a restarted worker, or the next process, goes on from. */
export type Saved = { readonly position: Position; readonly counts: Counts }

export type TrackParts = {
  readonly run: RunReader
  readonly sink: string
  readonly saved: Saved | undefined
  readonly isRouted: (entry: Entry) => boolean
  /** Called for what was taken and the sink must not see; true: it is settled. */
  readonly turnAway: (entry: Entry, manifest: RunManifest | null, counts: Counts) => boolean
}

export type Track = {
  readonly run: RunReader
  /** Live counts; those of the batch at hand included. */
  readonly counts: Counts
  hasMore(): boolean
  /** The next records, in order; empty if all that stood there was for others. */
  take(maxRecords: number, maxBytes: number): Entry[]
  /** Everything taken is settled. */
  commit(): void
  committed(): Position
  saved(): Saved
  /** Bytes from what is committed to the end. */
  backlog(): number
  /** Counts a part of what lies ahead; true: all of it is counted. */
  scout(): boolean
  /** Records that are routed here and not settled, as far as they were counted. */
  pending(): number
  /** One that was taken is pending in another run from now on. */
  moved(): void
  /** Passes that many bytes, oldest first: what `keep` takes is pending elsewhere, all else is dropped. */
  shed(bytes: number, reason: string, keep: (entry: Entry) => boolean): void
}

type Visit = (entry: Entry, manifest: RunManifest | null, isFirst: boolean) => boolean

/** Frames that one call looks through: other lanes wait meanwhile. */
const MOST_STEPS = 64

/** So much is counted in one go: a sink that was down for an hour must not stop the thread for seconds. */
const SCOUT_BYTES = 2 * 1024 * 1024

/** Lines that should be between two frames and are not. */
const MISSING = 'corrupt'

/** A frame that was written again, because its file was removed, brings numbers that were had already. */
function after(position: Position, step: Step): Position {
  return { ...step.next, seq: Math.max(position.seq, step.next.seq) }
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one cursor
export function createTrack(parts: TrackParts): Track {
  const { run, sink } = parts
  const counts = copyCounts(parts.saved?.counts ?? emptyCounts())
  let cursor = parts.saved?.position ?? START
  let saved: Saved = { position: cursor, counts: copyCounts(counts) }
  /** Routed so far: settled, or taken. */
  let taken = settledOf(counts)
  /** How far it was counted beyond the cursor, and how many were routed there. */
  let scouted = cursor
  let ahead = 0

  function drop(reason: string, count: number): void {
    addDropped(counts, reason, count)
    taken += count
  }

  function enter(step: Step): void {
    drop(MISSING, run.gapBefore(cursor, step))
    for (const [reason, count] of Object.entries(step.drops?.[sink] ?? {})) drop(reason, count)
  }

  /** Takes one entry into the books; true if the sink shall see it. */
  function pass(entry: Entry, manifest: RunManifest | null): boolean {
    if (!parts.isRouted(entry)) return false
    if (entry.seq < scouted.seq) ahead--
    taken++
    return !parts.turnAway(entry, manifest, counts)
  }

  /** Calls `visit` for each entry from the cursor on until it answers false; that entry is then the next. */
  function walk(mostSteps: number, visit: Visit): void {
    for (let left = mostSteps; left > 0; left--) {
      const step = run.next(cursor)
      if (step === undefined) return
      enter(step)
      const from = Math.max(0, cursor.seq - step.start.seq)
      for (let index = from; index < step.entries.length; index++) {
        const entry = step.entries[index] as Entry
        if (visit(entry, step.manifest, index === from)) continue
        cursor = { ...step.start, seq: entry.seq }
        return
      }
      cursor = after(cursor, step)
    }
  }

  function scout(): boolean {
    if (scouted.seq < cursor.seq) {
      scouted = cursor
      ahead = 0
    }
    for (let bytes = 0; bytes < SCOUT_BYTES; ) {
      const step = run.next(scouted)
      if (step === undefined) return true
      ahead += countRouted(step, scouted.seq)
      bytes += step.bytes
      scouted = after(scouted, step)
    }
    return false
  }

  function countRouted(step: Step, from: number): number {
    if (parts.isRouted === takesAll)
      return Math.max(0, step.next.seq - Math.max(step.start.seq, from))
    return step.entries.filter((entry) => entry.seq >= from && parts.isRouted(entry)).length
  }

  function commit(): void {
    saved = { position: cursor, counts: copyCounts(counts) }
  }

  return {
    run,
    counts,
    hasMore: () => run.next(cursor) !== undefined,
    take(maxRecords, maxBytes) {
      const batch: Entry[] = []
      let bytes = 0
      walk(MOST_STEPS, (entry, manifest) => {
        if (batch.length >= maxRecords || bytes >= maxBytes) return false
        if (!pass(entry, manifest)) return true
        batch.push(entry)
        bytes += entry.line.length
        return true
      })
      return batch
    },
    commit,
    committed: () => saved.position,
    saved: () => saved,
    backlog: () => run.bytesAfter(saved.position),
    scout,
    pending() {
      // what was passed since was counted when it was taken
      const isAhead = scouted.seq >= cursor.seq
      return taken + (isAhead ? ahead : 0) - settledOf(counts)
    },
    moved: () => void taken--,
    shed(bytes, reason, keep) {
      const target = run.bytesAfter(cursor) - bytes
      walk(Number.POSITIVE_INFINITY, (entry, manifest, isFirst) => {
        if (isFirst && run.bytesAfter(cursor) <= target) return false
        if (!pass(entry, manifest)) return true
        if (keep(entry)) taken--
        else addDropped(counts, reason, 1)
        return true
      })
      commit()
    }
  }
}
