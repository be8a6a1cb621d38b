/**
 * What waits for a sink that is no longer configured.
 *
 * In: saved positions of a run, the sinks that there are. Out: counts for the others. Promise: nothing is left out of the books;
 * its routes are gone with it, so each line that it had not passed counts.
 */
import { addCounts, addDropped, type Counts, emptyCounts } from './counts.ts'
import type { SavedPositions } from './positions.ts'
import type { Position, RunReader } from './run-reader.ts'

export type RemovedSinks = {
  /** Takes the lines that a run still holds for removed sinks; how many. */
  take(run: RunReader, saved: SavedPositions): number
  counts(): Readonly<Record<string, Counts>>
}

export function createRemovedSinks(known: ReadonlySet<string>): RemovedSinks {
  const removed: Record<string, Counts> = {}
  const countsOf = (name: string): Counts => {
    removed[name] ??= emptyCounts()
    return removed[name]
  }
  return {
    take(run, saved) {
      let taken = 0
      for (const [name, counts] of Object.entries(saved.retired ?? {}))
        if (!known.has(name)) addCounts(countsOf(name), counts)
      for (const [name, { position }] of Object.entries(saved.sinks)) {
        const left = known.has(name) ? 0 : countFrom(run, position)
        if (left > 0) addDropped(countsOf(name), 'sink removed', left)
        taken += left
      }
      return taken
    },
    counts: () => removed
  }
}

function countFrom(run: RunReader, from: Position): number {
  let count = 0
  let position = from
  for (let step = run.next(position); step !== undefined; step = run.next(position)) {
    count += Math.max(0, step.next.seq - Math.max(step.start.seq, position.seq))
    position = step.next
  }
  return count
}
