/**
 * The delivering half: runs in, sinks out.
 *
 * In: settings and the runs that are being written. Out: everything in them delivered, positions saved, segments removed.
 * Promise: runs in a worker or in the logging thread alike; a pump that starts anew goes on where the saved positions say;
 * a segment goes when every sink has what is in it.
 */
import { createAside, laneOf } from './aside.ts'
import { emptyCounts, type SinkLedger, toLedgerEntry } from './counts.ts'
import { createDeadLetters } from './dead-letters.ts'
import { createLane, type Lane } from './lane.ts'
import { createLazySink } from './lazy-sink.ts'
import { createPositionStore, type PositionStore } from './positions.ts'
import { adoptLeftovers, type Silences, touchLock } from './process-folder.ts'
import { createRemovedSinks } from './removed-sinks.ts'
import { parseSegmentName, type RunDescription } from './run.ts'
import { createRunReader, type RunReader } from './run-reader.ts'
import { openSegments } from './run-segments.ts'
import type { DeliverySettings } from './settings.ts'
import { createPumpState } from './shared-state.ts'
import { planSink } from './sink-plan.ts'
import { createSink } from './sinks/registry.ts'
import type { SpoolFs } from './spool-fs.ts'
import type { Track } from './track.ts'
import { createWake } from './wake.ts'

export type PumpOptions = {
  readonly settings: DeliverySettings
  readonly state: SharedArrayBuffer
  /** This process's folder; undefined where none can be written. */
  readonly folder: string | undefined
  /** The process's first run: its id stands in names of dead letters. */
  readonly run: string
  readonly runs: readonly RunDescription[]
}

export type PumpEffects = {
  readonly fs: SpoolFs
  readonly onTrouble: (summary: string) => void
  readonly random: () => number
  /** Monotonic ms. */
  readonly now: () => number
  /** The pump's own timers do not keep the process alive. */
  readonly unref?: boolean
}

/** By run: the number below which everything must be settled. */
export type Targets = Readonly<Record<string, number>>

export type Pump = {
  /** There is something new. */
  wake(): void
  add(run: RunDescription): void
  /** True when every sink has acknowledged; false after `ms`. */
  flush(targets: Targets, ms: number): Promise<boolean>
  ledger(): SinkLedger
  close(targets: Targets, ms: number): Promise<SinkLedger>
}

const ACTIVE_MS = 5
const IDLE_MS = 250
/** So long after the last news the pump goes to sleep. */
const SLEEP_AFTER_MS = 50
const SAVE_MS = 25
const ADOPT_MS = 15_000
const TOUCH_MS = 5_000

type OpenRun = { readonly reader: RunReader; readonly positions: PositionStore; end: string }

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over the runs and lanes of one pump
export function createPump(options: PumpOptions, effects: PumpEffects): Pump {
  const { settings, folder } = options
  const { fs, now } = effects
  const state = createPumpState(options.state)
  const runs = new Map<string, OpenRun>()
  const progress = createWake()
  const silences: Silences = new Map()
  const last = { news: now(), saved: 0, adopted: 0, touched: 0 }
  let isDirty = false
  let hurries = 0
  let isSyncing = false
  let timer: NodeJS.Timeout | undefined
  const removed = createRemovedSinks(new Set(Object.keys(settings.sinks)))
  const aside = createAside({
    fs,
    folder,
    segmentBytes: settings.segmentBytes,
    memoryBytes: settings.memoryBytes / 4,
    now: Date.now,
    onRun: add
  })
  const lanes = Object.entries(settings.sinks).map(([name, sinkOptions]) =>
    createOneLane(name, sinkOptions)
  )

  function createOneLane(name: string, sinkOptions: (typeof settings.sinks)[string]): Lane {
    const trouble = (what: string) => (): void =>
      effects.onTrouble(`The sink ${name} ${what}; its records wait.`)
    const memory = folder === undefined ? settings.memoryBytes / 2 : settings.maxBytes
    return createLane({
      name,
      sink: createLazySink(name, () => createSink(name, sinkOptions), trouble('cannot be made')),
      plan: planSink(sinkOptions, memory),
      deadLetters: createDeadLetters({
        folder: settings.deadLetterFolder,
        maxBytes: settings.deadLetterBytes,
        run: options.run,
        now: () => new Date()
      }),
      keep: (run, entry) => aside.keep(name, run, entry),
      onCommit,
      onTrouble: trouble('has trouble with the spool'),
      unref: effects.unref === true,
      random: effects.random,
      now
    })
  }

  function onCommit(): void {
    isDirty = true
    publishSettled()
    progress.wake()
  }

  function publishSettled(): void {
    const own = runs.get(options.run)
    const seqs = lanes.map((lane) => lane.track(options.run)?.committed().seq ?? 0)
    own?.reader.segments.state?.settle(Math.max(0, Math.min(...seqs)))
  }

  function add(run: RunDescription, only: string | undefined = laneOf(run.id)): void {
    if (runs.has(run.id)) return
    const positions = createPositionStore(run, fs)
    const reader = createRunReader(openSegments(run, fs))
    runs.set(run.id, { reader, positions, end: '' })
    const saved = positions.load()
    const { sinks, retired } = saved
    if (removed.take(reader, saved) > 0)
      effects.onTrouble(
        'The spool holds records of a sink that is no longer configured; they count as dropped.'
      )
    for (const lane of lanes) {
      if (only === undefined || only === lane.name) lane.add(reader, sinks[lane.name])
      const counts = retired?.[lane.name]
      if (counts !== undefined) lane.retire('', counts)
    }
  }

  /** Whatever else lies in our folder: what was adopted, and what an earlier worker put aside. */
  function addLeftovers(): void {
    if (folder === undefined) return
    adoptLeftovers(settings.folder, folder, fs, silences, now())
    for (const name of safeList(folder)) {
      const id = parseSegmentName(name)?.run
      if (id !== undefined) add({ id, place: { kind: 'file', folder }, state: undefined })
    }
  }

  function safeList(path: string): readonly string[] {
    try {
      return fs.list(path)
    } catch {
      return []
    }
  }

  /** Looks for new bytes; true if there are any. */
  function observe(): boolean {
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
  }

  function wake(): void {
    if (observe()) tell()
    schedule()
  }

  function tell(): void {
    last.news = now()
    for (const lane of lanes) lane.wake()
    if (settings.durability === 'fsync') void sync()
  }

  /** One sync at a time: what comes meanwhile is in the next. */
  async function sync(): Promise<void> {
    if (isSyncing) return
    isSyncing = true
    let seen: string
    do {
      seen = ends()
      for (const run of runs.values()) await run.reader.segments.sync().catch(() => undefined)
    } while (seen !== ends())
    isSyncing = false
    progress.wake()
  }

  const ends = (): string => [...runs.values()].map((run) => run.end).join(' ')

  function schedule(): void {
    clearTimeout(timer)
    const isActive = hurries > 0 || now() - last.news < SLEEP_AFTER_MS
    state.sleep(!isActive)
    // the writer looks at the flag after it wrote, and we look at its end after the flag: one of us sees the other
    if (!isActive && observe()) {
      state.sleep(false)
      tell()
    }
    timer = setTimeout(turn, isActive ? ACTIVE_MS : IDLE_MS)
    if (effects.unref === true && hurries === 0) timer.unref()
  }

  function turn(): void {
    state.beat()
    if (now() - last.saved >= SAVE_MS) save()
    if (now() - last.touched >= TOUCH_MS && folder !== undefined) {
      last.touched = now()
      touchLock(folder)
    }
    if (now() - last.adopted >= ADOPT_MS) {
      last.adopted = now()
      addLeftovers()
      for (const lane of lanes) lane.wake()
    }
    state.setFull(lanes.some((lane) => lane.plan.blocks && lane.isFull()))
    wake()
  }

  function save(): void {
    last.saved = now()
    if (!isDirty) return
    isDirty = false
    for (const [id, run] of runs) savePositions(id, run)
    release()
  }

  function savePositions(id: string, run: OpenRun): void {
    const sinks = lanes.flatMap((lane) => {
      const track = lane.track(id)
      return track === undefined ? [] : [[lane.name, track.saved()] as const]
    })
    const retired =
      id === options.run
        ? [
            ...lanes.map((lane) => [lane.name, lane.retired()] as const),
            ...Object.entries(removed.counts())
          ]
        : []
    run.positions.save({ sinks: Object.fromEntries(sinks), retired: Object.fromEntries(retired) })
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
      const isOver = tracks.every((track) => run.reader.next(track.committed()) === undefined)
      if (run.reader.segments.state === undefined && isOver) retire(id, run)
    }
  }

  function removeSegment({ reader }: Pick<OpenRun, 'reader'>, segment: number): void {
    const size = reader.segments.size(segment)
    // before it is gone: the writer must not take it for lost
    reader.segments.state?.setFirst(segment + 1)
    reader.segments.remove(segment)
    reader.segments.state?.release(size)
  }

  function retire(id: string, run: OpenRun): void {
    for (const lane of lanes) lane.retire(id, lane.track(id)?.counts ?? emptyCounts())
    runs.delete(id)
    const own = runs.get(options.run)
    if (own !== undefined) savePositions(options.run, own)
    for (const segment of run.reader.segments.list()) removeSegment(run, segment)
    run.positions.remove()
    run.reader.segments.close()
  }

  function isSettled(targets: Targets): boolean {
    if (settings.durability === 'fsync' && isSyncing) return false
    return lanes.every((lane) => lane.tracks().every((track) => isTrackSettled(track, targets)))
  }

  /** What others left, and what was put aside, belongs to everything so far. */
  function isTrackSettled({ run, committed }: Track, targets: Targets): boolean {
    const target = targets[run.id]
    if (target !== undefined) return target === 0 || committed().seq >= target
    return run.next(committed()) === undefined
  }

  async function flush(targets: Targets, ms: number): Promise<boolean> {
    const until = now() + ms
    hurries++
    for (const lane of lanes) lane.hurry(true)
    wake()
    while (!isSettled(targets) && now() < until) await progress.wait(Math.min(100, until - now()))
    const flushed = await Promise.all(lanes.map((lane) => lane.flush()))
    hurries--
    if (hurries === 0) for (const lane of lanes) lane.hurry(false)
    isDirty = true
    save()
    state.addDrained()
    return isSettled(targets) && flushed.every((each) => each)
  }

  function ledger(): SinkLedger {
    observe()
    const others = Object.entries(removed.counts())
    return Object.fromEntries([
      ...lanes.map((lane) => [lane.name, lane.ledger()] as const),
      ...others.map(([name, counts]) => [name, toLedgerEntry(counts, 0)] as const)
    ])
  }

  addLeftoversAfter(options.runs)

  function addLeftoversAfter(own: readonly RunDescription[]): void {
    for (const run of own) add(run)
    last.adopted = now()
    addLeftovers()
    turn()
  }

  return {
    wake,
    add(run) {
      add(run)
      wake()
    },
    flush,
    ledger,
    async close(targets, ms) {
      await flush(targets, ms)
      await Promise.all(lanes.map((lane) => lane.close(500)))
      clearTimeout(timer)
      isDirty = true
      save()
      const books = ledger()
      aside.close()
      closeRuns()
      return books
    }
  }

  function closeRuns(): void {
    for (const { reader, positions } of runs.values()) {
      const tracks = lanes.flatMap((lane) => lane.track(reader.id) ?? [])
      const isOver = tracks.every((track) => reader.next(track.committed()) === undefined)
      if (isOver) for (const segment of reader.segments.list()) removeSegment({ reader }, segment)
      if (isOver) positions.remove()
      reader.segments.close()
    }
  }
}
