/**
 * The spool against a model, over a file system that tears, reorders and fails.
 *
 * The model is two lists: lines that the spool took, and lines that a reader has had. Whatever happens, a reader gets lines that were
 * written, unchanged, in order, under their own ids; none is lost but what a power cut took from an unsynced tail.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeFrame } from '../../src/deliver/frame.ts'
import type { RunMeta } from '../../src/deliver/run.ts'
import { createRunReader, type RunReader } from '../../src/deliver/run-reader.ts'
import { openSegments } from '../../src/deliver/run-segments.ts'
import { createFileRun, type RunWriter } from '../../src/deliver/run-writer.ts'
import { createRunState } from '../../src/deliver/shared-state.ts'
import { createTrack, type Saved, type Track } from '../../src/deliver/track.ts'
import { createFakeFs, type FakeFs } from './fake-fs.ts'

const META: RunMeta = { run: 'a'.repeat(20), salt: 'deadbeef', members: '', manifest: null }
const FOLDER = '/spool'

type Model = {
  /** Texts that `append` took, by number. */
  written: string[]
  /** Numbers that this reader, or one before it, had and committed. */
  committed: number
  isWriterAlive: boolean
}

type Real = {
  fs: FakeFs
  writer: RunWriter
  reader: RunReader
  track: Track
  saved: Saved | undefined
  ids: Map<number, string>
}

function openWriter(fs: FakeFs): RunWriter {
  return createFileRun({
    fs,
    folder: FOLDER,
    meta: META,
    state: createRunState(),
    segmentBytes: 600,
    now: () => 1_764_000_000_000,
    recreate: () => undefined
  })
}

function openReader(fs: FakeFs, state: SharedArrayBuffer | undefined): RunReader {
  return createRunReader(
    openSegments({ id: META.run, place: { kind: 'file', folder: FOLDER }, state }, fs)
  )
}

function openTrack(run: RunReader, saved: Saved | undefined): Track {
  return createTrack({ run, sink: 'a', saved, isRouted: () => true, turnAway: () => false })
}

function pendingOf(track: Track): number {
  while (!track.scout());
  return track.pending()
}

/** Takes what is there, and looks at every line of it. */
function takeAndCheck(model: Model, real: Real, most: number): number[] {
  real.reader.segments.observe()
  const seqs: number[] = []
  for (const entry of real.track.take(most, Number.POSITIVE_INFINITY)) {
    expect(entry.raw).toBe(model.written[entry.seq])
    expect(real.ids.get(entry.seq) ?? entry.recordId).toBe(entry.recordId)
    real.ids.set(entry.seq, entry.recordId)
    real.track.counts.delivered++
    seqs.push(entry.seq)
  }
  return seqs
}

class Append implements fc.Command<Model, Real> {
  readonly texts: readonly string[]
  constructor(texts: readonly string[]) {
    this.texts = texts
  }
  check(model: Readonly<Model>): boolean {
    return model.isWriterAlive
  }
  run(model: Model, real: Real): void {
    const lines = this.texts.map((text, index) =>
      JSON.stringify({ n: model.written.length + index, text })
    )
    const frame = encodeFrame(
      'lines',
      real.writer.nextSeq(),
      5,
      lines.length,
      lines.map((line) => `${line}\n`).join('')
    )
    if (real.writer.append(frame, lines.length)) model.written.push(...lines)
    expect(real.writer.nextSeq()).toBe(model.written.length)
  }
  toString(): string {
    return `append(${this.texts.length})`
  }
}

class Take implements fc.Command<Model, Real> {
  readonly most: number
  readonly commits: boolean
  constructor(most: number, commits: boolean) {
    this.most = most
    this.commits = commits
  }
  check(): boolean {
    return true
  }
  run(model: Model, real: Real): void {
    const seqs = takeAndCheck(model, real, this.most)
    if (seqs.length > 0) expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] as number) + index))
    if (!this.commits) return
    real.track.commit()
    real.saved = structuredClone(real.track.saved())
    model.committed = Math.max(0, real.saved.position.seq)
    expect(real.saved.counts.delivered + pendingOf(real.track)).toBe(model.written.length)
  }
  toString(): string {
    return `take(${this.most}${this.commits ? ', commit' : ''})`
  }
}

/** The worker dies: a new one goes on from what was saved. */
class RestartReader implements fc.Command<Model, Real> {
  check(): boolean {
    return true
  }
  run(model: Model, real: Real): void {
    const state = model.isWriterAlive ? real.writer.state.buffer : undefined
    real.reader = openReader(real.fs, state)
    real.track = openTrack(real.reader, real.saved)
    expect(pendingOf(real.track)).toBe(model.written.length - model.committed)
  }
  toString(): string {
    return 'restart reader'
  }
}

class FailWrites implements fc.Command<Model, Real> {
  readonly bytes: number | undefined
  constructor(bytes: number | undefined) {
    this.bytes = bytes
  }
  check(): boolean {
    return true
  }
  run(_: Model, real: Real): void {
    real.fs.failAfter(this.bytes)
  }
  toString(): string {
    return `fail after ${this.bytes}`
  }
}

/** The folder vanishes under a process that lives; it looks after it before the next reader comes. */
class RemoveFolder implements fc.Command<Model, Real> {
  check(model: Readonly<Model>): boolean {
    return model.isWriterAlive
  }
  run(_: Model, real: Real): void {
    real.reader.segments.observe()
    real.fs.failAfter(undefined)
    real.fs.removeAll()
    expect(real.writer.restore()).toBe(true)
    real.reader.segments.observe()
  }
  toString(): string {
    return 'remove folder'
  }
}

const commands = [
  fc
    .array(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 6 })
    .map((texts) => new Append(texts)),
  fc
    .array(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 6 })
    .map((texts) => new Append(texts)),
  fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.boolean())
    .map(([most, commits]) => new Take(most, commits)),
  fc.constant(new RestartReader()),
  fc
    .option(fc.integer({ min: 0, max: 200 }), { nil: undefined })
    .map((bytes) => new FailWrites(bytes))
]

function setUp(): { model: Model; real: Real } {
  const fs = createFakeFs()
  const writer = openWriter(fs)
  const reader = openReader(fs, writer.state.buffer)
  return {
    model: { written: [], committed: 0, isWriterAlive: true },
    real: {
      fs,
      writer,
      reader,
      track: openTrack(reader, undefined),
      saved: undefined,
      ids: new Map()
    }
  }
}

describe('the spool, against a model', () => {
  test('a reader gets every line that was taken, whatever fails and restarts in between', () => {
    fc.assert(
      fc.property(fc.commands(commands, { maxCommands: 40 }), (sequence) => {
        const { model, real } = setUp()
        fc.modelRun(() => ({ model, real }), sequence)
        takeAndCheck(model, real, Number.POSITIVE_INFINITY)
        expect(real.ids.size).toBe(model.written.length)
        new RestartReader().run(model, real)
        expect(takeAndCheck(model, real, Number.POSITIVE_INFINITY)).toHaveLength(
          model.written.length - model.committed
        )
      }),
      { numRuns: 300 }
    )
  })

  test('a removed folder takes nothing from a process that lives', () => {
    fc.assert(
      fc.property(
        fc.commands([...commands.slice(0, 3), fc.constant(new RemoveFolder())], {
          maxCommands: 30
        }),
        (sequence) => {
          const { model, real } = setUp()
          fc.modelRun(() => ({ model, real }), sequence)
          const had = real.ids.size
          takeAndCheck(model, real, Number.POSITIVE_INFINITY)
          expect(real.ids.size).toBe(model.written.length)
          expect(had).toBeLessThanOrEqual(model.written.length)
          expect(real.track.counts.dropped).toEqual({})
        }
      ),
      { numRuns: 300 }
    )
  })

  test('kill -9 takes nothing, a power cut only what was not synced', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 20
        }),
        fc.nat(300),
        fc.array(fc.nat(20), { maxLength: 3 }),
        (ticks, keep, lost) => {
          const { model, real } = setUp()
          for (const texts of ticks) new Append(texts).run(model, real)
          const whole = openReader(real.fs, undefined)
          const all = openTrack(whole, undefined).take(1e9, 1e9)
          expect(all.map(({ raw }) => raw)).toEqual(model.written)

          real.fs.cutPower(keep, (index) => lost.includes(index))
          const track = openTrack(openReader(real.fs, undefined), undefined)
          const left = track.take(1e9, 1e9)
          for (const entry of left) expect(entry.raw).toBe(model.written[entry.seq])
          const seqs = left.map(({ seq }) => seq)
          expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
          const missing = Object.values(track.counts.dropped).reduce((a, b) => a + b, 0)
          // what is missing between two lines is told; what is cut off the end nobody can know of
          if (seqs.length > 0)
            expect(missing).toBe((seqs.at(-1) as number) + 1 - (seqs[0] as number) - seqs.length)
        }
      ),
      { numRuns: 300 }
    )
  })
})
