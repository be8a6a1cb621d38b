/**
 * One sink, fed.
 *
 * In: the runs of the spool, as they appear. Out: records written to the sink, dead letters, books.
 * Promise: lanes do not wait for each other; a lane's records of one run stay in order; a full buffer sheds what is below ERROR
 * first, oldest first, and counts it.
 */
import { setImmediate } from 'node:timers/promises'
import { deliverBatch, type Isolation } from './attempts.ts'
import {
  addCounts,
  addDropped,
  type Counts,
  emptyCounts,
  type SinkLedgerEntry,
  toLedgerEntry
} from './counts.ts'
import type { DeadLetters } from './dead-letters.ts'
import type { Entry } from './entry.ts'
import { ERROR_LEVEL } from './levels.ts'
import type { RunReader } from './run-reader.ts'
import type { Sink } from './sink.ts'
import type { SinkPlan } from './sink-plan.ts'
import { within, writeOnce } from './sink-writer.ts'
import { createTrack, type Saved, type Track } from './track.ts'
import { createWake, type Wake } from './wake.ts'

export type LaneParts = {
  readonly name: string
  readonly sink: Sink
  readonly plan: SinkPlan
  readonly deadLetters: DeadLetters
  /** Puts an entry of a run aside, into a run of this lane's own; false if that cannot be. */
  readonly keep: (run: RunReader, entry: Entry) => boolean
  readonly onCommit: (lane: Lane) => void
  readonly onTrouble: (error: unknown) => void
  /** Waiting for a sink does not keep the process alive. */
  readonly unref: boolean
  readonly random: () => number
  readonly now: () => number
}

export type Lane = {
  readonly name: string
  readonly plan: SinkPlan
  add(run: RunReader, saved: Saved | undefined): void
  track(run: string): Track | undefined
  tracks(): readonly Track[]
  /** The run is done with; its counts stay. */
  retire(run: string, counts: Counts): void
  retired(): Counts
  isFull(): boolean
  wake(): void
  /** Nothing waits for company any more, until it is told otherwise. */
  hurry(isUrgent: boolean): void
  /** Counts a part of what waits; true: all of it is in the ledger. */
  scout(): boolean
  ledger(): SinkLedgerEntry
  flush(): Promise<boolean>
  /** Ends after the attempt under way, or aborts it after `ms`; then closes the sink. */
  close(ms: number): Promise<void>
}

/** A run that holds what a full buffer must not drop. */
export function isAside(run: { readonly id: string }): boolean {
  return run.id.includes('~')
}

/** A full buffer is emptied to this share, so that not each record sheds another. */
const SHED_TO = 0.8

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one lane's state
export function createLane(parts: LaneParts): Lane {
  const { name, sink, plan, deadLetters } = parts
  const tracks: Track[] = []
  const retired = emptyCounts()
  const isolation: Isolation = { isHopeless: false }
  const wake: Wake = createWake(parts.unref)
  const stop = new AbortController()
  let isStopped = false
  let isUrgent = false
  let waitingSince: number | undefined

  function bury(track: Track, entry: Entry, reason: string): void {
    const problem = deadLetters.bury(name, entry, reason)
    if (problem === undefined) track.counts.deadLettered++
    else addDropped(track.counts, problem, 1)
  }

  function turnAway(track: () => Track): Parameters<typeof createTrack>[0]['turnAway'] {
    return (entry, manifest, counts) => {
      const refusal = plan.isClean?.(entry, manifest)
      if (refusal === undefined) return false
      if (refusal.isSafe) bury(track(), entry, refusal.reason)
      else addDropped(counts, refusal.reason, 1)
      return true
    }
  }

  const backlog = (): number => tracks.reduce((sum, track) => sum + track.backlog(), 0)
  const isFull = (): boolean => backlog() > plan.limit

  /** Makes room between two attempts; gives back what is left of the batch at hand. */
  function shed(track: Track | undefined, rest: readonly Entry[]): readonly Entry[] {
    if (plan.blocks || !isFull()) return rest
    const left = track === undefined ? rest : shedBatch(track, rest)
    const others = tracks.filter(
      (each) => !isAside(each.run) && (each !== track || left.length === 0)
    )
    // again and again: what is put aside takes room too
    for (let each = next(others); each !== undefined && excess() > 0; each = next(others)) {
      const from = each.run
      each.shed(excess(), 'full', (entry) => isKept(entry) && parts.keep(from, entry))
      parts.onCommit(lane)
    }
    const still = excess() > 0 ? shedErrors(track, left) : left
    parts.onCommit(lane)
    return still
  }

  const next = (among: readonly Track[]): Track | undefined => among.find((each) => each.hasMore())
  const excess = (): number => Math.max(0, backlog() - plan.limit * SHED_TO)
  const isKept = (entry: Entry): boolean => entry.level() >= ERROR_LEVEL

  function shedBatch(track: Track, batch: readonly Entry[]): readonly Entry[] {
    const left: Entry[] = []
    for (const entry of batch) {
      if (!isKept(entry)) addDropped(track.counts, 'full', 1)
      else if (!isAside(track.run) && parts.keep(track.run, entry)) track.moved()
      else left.push(entry)
    }
    if (left.length === 0) track.commit()
    return left
  }

  /** Nothing is left but ERROR and above. */
  function shedErrors(track: Track | undefined, left: readonly Entry[]): readonly Entry[] {
    if (track !== undefined && left.length > 0) {
      addDropped(track.counts, 'full', left.length)
      track.commit()
    }
    for (const each of tracks) if (excess() > 0) each.shed(excess(), 'full', () => false)
    return []
  }

  async function send(track: Track, batch: readonly Entry[]): Promise<boolean> {
    const rest = await deliverBatch(batch, {
      write: (entries) => writeOnce(sink, entries.map(plan.project), plan.timeoutMs, stop.signal),
      delivered: () => void track.counts.delivered++,
      refused: (entry, reason) => bury(track, entry, reason),
      async pause(ms, left) {
        const until = parts.now() + ms
        let still = shed(track, left)
        while (!isStopped && still.length > 0 && parts.now() < until) {
          await wake.wait(Math.max(1, Math.min(until - parts.now(), 1000)))
          still = shed(track, still)
        }
        return still
      },
      more: () => track.take(1, 1)[0],
      isStopped: () => isStopped,
      refusesWhole: plan.refusesWhole,
      isolation,
      retry: plan.retry,
      random: parts.random,
      now: parts.now
    })
    return rest.length === 0
  }

  /** Few records wait a while for others, but nobody waits who is waited for. */
  function mustWait(track: Track): number {
    if (isUrgent || plan.maxWaitMs === 0 || track.backlog() >= plan.maxBytes) return 0
    waitingSince ??= parts.now()
    return Math.max(0, plan.maxWaitMs - (parts.now() - waitingSince))
  }

  async function step(): Promise<void> {
    shed(undefined, [])
    const track = next(tracks)
    const ms = track === undefined ? undefined : mustWait(track)
    if (track === undefined || ms !== 0) return wake.wait(ms)
    waitingSince = undefined
    const batch = track.take(plan.maxRecords, plan.maxBytes)
    if (batch.length > 0 && !(await send(track, batch))) return
    track.commit()
    parts.onCommit(lane)
    // a sink that answers at once must not keep the other lanes, or the heartbeat, from their turn
    await setImmediate()
  }

  async function loop(): Promise<void> {
    while (!isStopped) {
      try {
        await step()
      } catch (error) {
        parts.onTrouble(error)
        await wake.wait(1000)
      }
    }
  }

  const lane: Lane = {
    name,
    plan,
    add(run, saved) {
      const track: Track = createTrack({
        run,
        sink: name,
        saved,
        isRouted: plan.isRouted,
        turnAway: turnAway(() => track)
      })
      // what others left is older than our own, what was kept is older still
      tracks.push(track)
      tracks.sort((a, b) => order(a) - order(b) || (a.run.id < b.run.id ? -1 : 1))
      wake.wake()
    },
    track: (run) => tracks.find((each) => each.run.id === run),
    tracks: () => tracks,
    retire(run, counts) {
      const index = tracks.findIndex((each) => each.run.id === run)
      if (index !== -1) tracks.splice(index, 1)
      addCounts(retired, counts)
    },
    retired: () => retired,
    isFull,
    wake: wake.wake,
    hurry(urgent) {
      isUrgent = urgent
      if (urgent) wake.wake()
    },
    scout: () => tracks.map((track) => track.scout()).every((isDone) => isDone),
    ledger() {
      const counts = emptyCounts()
      addCounts(counts, retired)
      for (const track of tracks) addCounts(counts, track.counts)
      return toLedgerEntry(
        counts,
        tracks.reduce((sum, track) => sum + track.pending(), 0)
      )
    },
    flush: () => within(() => sink.flush(), plan.timeoutMs),
    async close(ms) {
      isStopped = true
      wake.wake()
      await within(() => running, ms)
      stop.abort()
      await within(() => running, 1500)
      await within(() => sink.close(), Math.max(1000, ms))
    }
  }
  const running = loop()
  return lane
}

function order(track: Track): number {
  if (isAside(track.run)) return 0
  return track.run.segments.state === undefined ? 1 : 2
}
