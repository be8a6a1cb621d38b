/**
 * The delivering half: runs in, sinks out.
 *
 * In: settings and the runs that are being written. Out: everything in them delivered, positions saved, segments removed.
 * Promise: runs in a worker or in the logging thread alike; a pump that starts anew goes on where the saved positions say;
 * a segment goes when every sink has what is in it.
 */
import { setImmediate } from 'node:timers/promises'
import { createAside } from './aside.ts'
import { type SinkLedger, toLedgerEntry } from './counts.ts'
import { createDeadLetters } from './dead-letters.ts'
import { createGroupSync } from './group-sync.ts'
import { createLane, type Lane } from './lane.ts'
import { createLazySink } from './lazy-sink.ts'
import { createOpenRuns, type OpenRuns } from './open-runs.ts'
import { touchLock } from './process-folder.ts'
import { createRemovedSinks } from './removed-sinks.ts'
import type { RunDescription } from './run.ts'
import type { DeliverySettings } from './settings.ts'
import { createPumpState } from './shared-state.ts'
import { planSink } from './sink-plan.ts'
import { createSink, type SinkOptions } from './sinks/registry.ts'
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
  /** The books as far as what waits was counted. */
  books(): SinkLedger
  /** The books, all that waits counted. */
  ledger(): Promise<SinkLedger>
  close(targets: Targets, ms: number): Promise<SinkLedger>
}

const ACTIVE_MS = 5
const IDLE_MS = 250
/** So long after the last news the pump goes to sleep. */
const SLEEP_AFTER_MS = 50
const SAVE_MS = 25
const ADOPT_MS = 15_000
const TOUCH_MS = 5_000

/** Lanes that are told of each commit, and put aside what must not be dropped. */
function createLanes(
  { settings, folder, run }: PumpOptions,
  effects: PumpEffects,
  onCommit: () => void,
  onRun: (run: RunDescription) => void
): { readonly lanes: readonly Lane[]; readonly closeAside: () => void } {
  const { fs, random, now } = effects
  const { segmentBytes, memoryBytes } = settings
  const aside = createAside({
    fs,
    folder,
    segmentBytes,
    memoryBytes: memoryBytes / 4,
    now: Date.now,
    onRun
  })
  const spoolBytes = folder === undefined ? memoryBytes / 2 : settings.maxBytes
  const open = ([name, options]: readonly [string, SinkOptions]): Lane => {
    const trouble = (what: string) => (): void =>
      effects.onTrouble(`The sink ${name} ${what}; its records wait.`)
    return createLane({
      name,
      sink: createLazySink(name, () => createSink(name, options), trouble('cannot be made')),
      plan: planSink(options, spoolBytes),
      deadLetters: createDeadLetters({
        folder: settings.deadLetterFolder,
        maxBytes: settings.deadLetterBytes,
        run,
        now: () => new Date()
      }),
      keep: (from, entry) => aside.keep(name, from, entry),
      onCommit,
      onTrouble: trouble('has trouble with the spool'),
      unref: effects.unref === true,
      random,
      now
    })
  }
  return { lanes: Object.entries(settings.sinks).map(open), closeAside: aside.close }
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over the clock of one pump
export function createPump(options: PumpOptions, effects: PumpEffects): Pump {
  const { settings, folder } = options
  const { fs, now, onTrouble } = effects
  const state = createPumpState(options.state)
  const progress = createWake()
  const last = { news: now(), saved: 0, adopted: 0, touched: 0 }
  const removed = createRemovedSinks(new Set(Object.keys(settings.sinks)))
  let isDirty = false
  let hurries = 0
  let timer: NodeJS.Timeout | undefined
  const { lanes, closeAside } = createLanes(options, effects, onCommit, (run) => runs.add(run))
  const runs: OpenRuns = createOpenRuns({
    fs,
    root: settings.folder,
    folder,
    own: options.run,
    lanes,
    removed,
    onTrouble,
    now
  })
  const disk = createGroupSync({
    sync: runs.sync,
    ends: runs.ends,
    onDone: progress.wake,
    onTrouble: () => onTrouble('The spool cannot be synced to the disk; what is in it is written.')
  })

  function onCommit(): void {
    isDirty = true
    progress.wake()
  }

  function wake(): void {
    if (runs.observe()) tell()
    schedule()
  }

  function tell(): void {
    last.news = now()
    for (const lane of lanes) lane.wake()
    if (settings.durability === 'fsync') disk.request()
  }

  function schedule(): void {
    clearTimeout(timer)
    const isActive = hurries > 0 || now() - last.news < SLEEP_AFTER_MS
    state.sleep(!isActive)
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
      runs.addLeftovers()
      for (const lane of lanes) lane.wake()
    }
    state.setFull(lanes.some((lane) => lane.plan.blocks && lane.isFull()))
    wake()
  }

  function save(): void {
    last.saved = now()
    if (!isDirty) return
    isDirty = false
    runs.save()
  }

  function isSettled(targets: Targets): boolean {
    if (settings.durability === 'fsync' && disk.isUnderWay()) return false
    return lanes.every((lane) => lane.tracks().every((track) => isTrackSettled(track, targets)))
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

  async function ledger(): Promise<SinkLedger> {
    runs.observe()
    // in parts: a long backlog would stop the sinks and the heart for as long as it is counted
    while (!lanes.map((lane) => lane.scout()).every((isDone) => isDone)) await setImmediate()
    return books()
  }

  function books(): SinkLedger {
    const others = Object.entries(removed.counts())
    return Object.fromEntries([
      ...lanes.map((lane) => [lane.name, lane.ledger()] as const),
      ...others.map(([name, counts]) => [name, toLedgerEntry(counts, 0)] as const)
    ])
  }

  for (const run of options.runs) runs.add(run)
  last.adopted = now()
  runs.addLeftovers()
  turn()

  return {
    wake,
    add(run) {
      runs.add(run)
      wake()
    },
    flush,
    books,
    ledger,
    async close(targets, ms) {
      await flush(targets, ms)
      await Promise.all(lanes.map((lane) => lane.close(500)))
      clearTimeout(timer)
      isDirty = true
      save()
      const told = await ledger()
      closeAside()
      runs.close()
      return told
    }
  }
}

/** What others left, and what was put aside, belongs to everything so far. */
function isTrackSettled({ run, committed }: Track, targets: Targets): boolean {
  const target = targets[run.id]
  if (target !== undefined) return target === 0 || committed().seq >= target
  return run.next(committed()) === undefined
}
