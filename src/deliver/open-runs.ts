/**
 * The runs that a pump reads: its own process's, what dead ones left, what was put aside.
 *
 * In: descriptions of runs, lanes. Out: tracks for the lanes, saved positions, segments removed.
 * Promise: a run is added once; a segment goes when every sink has what is in it, a dead process's run when all of it is settled;
 * its counts stay in the books.
 */
import { laneOf } from './aside.ts'
import { emptyCounts } from './counts.ts'
import type { Lane } from './lane.ts'
import { createPositionStore, type PositionStore } from './positions.ts'
import { adoptLeftovers, type Silences } from './process-folder.ts'
import type { RemovedSinks } from './removed-sinks.ts'
import { parseSegmentName, type RunDescription } from './run.ts'
import { createRunReader, type RunReader } from './run-reader.ts'
import { openSegments } from './run-segments.ts'
import type { SpoolFs } from './spool-fs.ts'

export type OpenRunsParts = {
  readonly fs: SpoolFs
  /** The spool's root. */
  readonly root: string
  /** This process's folder; undefined where none can be written. */
  readonly folder: string | undefined
  /** The process's first run: counts of runs that are done with are kept beside it. */
  readonly own: string
  readonly lanes: readonly Lane[]
  readonly removed: RemovedSinks
  readonly onTrouble: (summary: string) => void
  /** Monotonic ms. */
  readonly now: () => number
}

export type OpenRuns = {
  add(run: RunDescription): void
  /** Whatever else lies in our folder: what was adopted, and what an earlier worker put aside. */
  addLeftovers(): void
  /** Looks for new bytes; true if there are any. */
  observe(): boolean
  /** Where everything ends that was seen, for a comparison. */
  ends(): string
  /** Everything seen is on the disk. */
  sync(): Promise<void>
  /** Saves positions, and removes what nobody needs any more. */
  save(): void
  close(): void
}

type OpenRun = { readonly reader: RunReader; readonly positions: PositionStore; end: string }

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one map of runs
export function createOpenRuns(parts: OpenRunsParts): OpenRuns {
  const { fs, folder, lanes, removed, now } = parts
  const runs = new Map<string, OpenRun>()
  const silences: Silences = new Map()

  function add(run: RunDescription): void {
    if (runs.has(run.id)) return
    const only = laneOf(run.id)
    const positions = createPositionStore(run, fs)
    const reader = createRunReader(openSegments(run, fs))
    runs.set(run.id, { reader, positions, end: '' })
    const saved = positions.load()
    const { sinks, retired } = saved
    if (removed.take(reader, saved) > 0)
      parts.onTrouble(
        'The spool holds records of a sink that is no longer configured; they count as dropped.'
      )
    for (const lane of lanes) {
      if (only === undefined || only === lane.name) lane.add(reader, sinks[lane.name])
      const counts = retired?.[lane.name]
      if (counts !== undefined) lane.retire('', counts)
    }
  }

  function savePositions(id: string, run: OpenRun): void {
    const sinks = lanes.flatMap((lane) => {
      const track = lane.track(id)
      return track === undefined ? [] : [[lane.name, track.saved()] as const]
    })
    const retired =
      id === parts.own
        ? [
            ...lanes.map((lane) => [lane.name, lane.retired()] as const),
            ...Object.entries(removed.counts())
          ]
        : []
    run.positions.save({ sinks: Object.fromEntries(sinks), retired: Object.fromEntries(retired) })
  }

  function isOver({ reader }: OpenRun): boolean {
    const tracks = lanes.flatMap((lane) => lane.track(reader.id) ?? [])
    return tracks.every((track) => reader.next(track.committed()) === undefined)
  }

  /** Segments that every sink has; runs of the dead that are done with. */
  function release(): void {
    for (const [id, run] of runs) {
      const tracks = lanes.flatMap((lane) => lane.track(id) ?? [])
      const first = Math.min(...tracks.map((track) => track.committed().segment))
      for (const segment of run.reader.segments.list()) {
        if (segment >= first) break
        removeSegment(run, segment)
      }
      if (run.reader.segments.state === undefined && isOver(run)) retire(id, run)
    }
  }

  function removeSegment({ reader: { segments } }: OpenRun, segment: number): void {
    const size = segments.size(segment)
    // before it is gone: the writer must not take it for lost
    segments.state?.setFirst(segment + 1)
    segments.remove(segment)
    segments.state?.release(size)
  }

  function removeAll(run: OpenRun): void {
    for (const segment of run.reader.segments.list()) removeSegment(run, segment)
    run.positions.remove()
  }

  function retire(id: string, run: OpenRun): void {
    for (const lane of lanes) lane.retire(id, lane.track(id)?.counts ?? emptyCounts())
    runs.delete(id)
    // first its counts, then its positions: a crash in between would count it twice, not lose it
    const own = runs.get(parts.own)
    if (own !== undefined) savePositions(parts.own, own)
    removeAll(run)
    run.reader.segments.close()
  }

  return {
    add,
    addLeftovers() {
      if (folder === undefined) return
      adoptLeftovers(parts.root, folder, fs, silences, now())
      for (const name of safeList(fs, folder)) {
        const id = parseSegmentName(name)?.run
        if (id !== undefined) add({ id, place: { kind: 'file', folder }, state: undefined })
      }
    },
    observe() {
      let isNews = false
      for (const run of runs.values()) {
        const end = run.reader.segments.state?.end()
        const text = end === undefined ? '' : `${end.segment}/${end.offset}`
        if (text === run.end) continue
        run.end = text
        run.reader.segments.observe()
        isNews = true
      }
      return isNews
    },
    ends: () => [...runs.values()].map((run) => run.end).join(' '),
    async sync() {
      await Promise.all([...runs.values()].map((run) => run.reader.segments.sync()))
    },
    save() {
      for (const [id, run] of runs) savePositions(id, run)
      release()
    },
    close() {
      for (const run of runs.values()) {
        if (isOver(run)) removeAll(run)
        run.reader.segments.close()
      }
    }
  }
}

function safeList(fs: SpoolFs, path: string): readonly string[] {
  try {
    return fs.list(path)
  } catch {
    return []
  }
}
