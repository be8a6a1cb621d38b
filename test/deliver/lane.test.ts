import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAside } from '../../src/deliver/aside.ts'
import { createDeadLetters } from '../../src/deliver/dead-letters.ts'
import { encodeFrame } from '../../src/deliver/frame.ts'
import { createLane, type Lane } from '../../src/deliver/lane.ts'
import type { RunManifest } from '../../src/deliver/run.ts'
import { createRunReader, type RunReader } from '../../src/deliver/run-reader.ts'
import { openSegments } from '../../src/deliver/run-segments.ts'
import { createFileRun, type RunWriter } from '../../src/deliver/run-writer.ts'
import { createRunState } from '../../src/deliver/shared-state.ts'
import type { BatchResult, SinkRecord } from '../../src/deliver/sink.ts'
import { planSink } from '../../src/deliver/sink-plan.ts'
import type { SinkSettings } from '../../src/deliver/sink-settings.ts'
import { createFakeFs } from './fake-fs.ts'

const RUN = '0123456789ab00c0ffee'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logveil-lane-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Write = (batch: readonly SinkRecord[], signal: AbortSignal) => Promise<BatchResult>

const takeAll: Write = async (batch) => ({ outcomes: batch.map(() => ({ state: 'delivered' })) })

type Bench = {
  readonly lane: Lane
  readonly reader: RunReader
  log(...records: object[]): void
  settled(): Promise<void>
}

function openLane(
  write: Write,
  settings: SinkSettings = {},
  manifest: RunManifest | null = null,
  deadBytes = 1e6
): Bench {
  const fs = createFakeFs()
  const writer: RunWriter = createFileRun({
    fs,
    folder: '/spool',
    meta: { run: RUN, salt: '00c0ffee', members: '', manifest },
    state: createRunState(),
    segmentBytes: 4096,
    now: Date.now,
    recreate: () => undefined
  })
  const reader = createRunReader(openSegments(writer.description, fs))
  let lane: Lane
  const aside = createAside({
    fs,
    folder: '/spool',
    segmentBytes: 65_536,
    memoryBytes: 65_536,
    now: Date.now,
    onRun: (run) => lane.add(createRunReader(openSegments(run, fs)), undefined)
  })
  lane = createLane({
    name: 'main',
    sink: { name: 'main', write, flush: async () => undefined, close: async () => undefined },
    plan: planSink({ batch: { maxWaitMs: 0 }, retry: { baseMs: 1, maxMs: 5 }, ...settings }, 1e9),
    deadLetters: createDeadLetters({
      folder,
      maxBytes: deadBytes,
      run: RUN,
      now: () => new Date()
    }),
    keep: (run, entry) => aside.keep('main', run, entry),
    onCommit() {
      for (const track of lane.tracks()) track.run.segments.observe()
    },
    onTrouble(error) {
      throw error
    },
    unref: false,
    random: Math.random,
    now: () => performance.now()
  })
  lane.add(reader, undefined)
  return {
    lane,
    reader,
    log(...records) {
      const text = records
        .map((each) => `${JSON.stringify({ level: 30, severity: 'INFO', ...each })}\n`)
        .join('')
      expect(
        writer.append(
          encodeFrame('lines', writer.nextSeq(), 1000, records.length, text),
          records.length
        )
      ).toBe(true)
      for (const track of lane.tracks()) track.run.segments.observe()
      lane.wake()
    },
    async settled() {
      while (!lane.scout() || lane.ledger().pending > 0) await wait(2)
    }
  }
}

function deadLetters(): { reason: string; record: { n: number } }[] {
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as { reason: string; record: { n: number } })
}

const numbers = (batch: readonly SinkRecord[]): number[] =>
  batch.map((each) => each.record().n as number)

describe('a lane', () => {
  test('writes records in order and balances its books', async () => {
    const had: number[] = []
    const bench = openLane((batch, signal) => {
      had.push(...numbers(batch))
      return takeAll(batch, signal)
    })
    for (let n = 0; n < 300; n++) bench.log({ n })
    await bench.settled()
    expect(had).toEqual(Array.from({ length: 300 }, (_, n) => n))
    expect(bench.lane.ledger()).toEqual({
      routed: 300,
      delivered: 300,
      pending: 0,
      deadLettered: 0,
      dropped: 0,
      droppedBy: {}
    })
    await bench.lane.close(100)
  })

  test('counts only what is routed to it', async () => {
    const had: number[] = []
    const bench = openLane(
      (batch, signal) => {
        had.push(...numbers(batch))
        return takeAll(batch, signal)
      },
      {
        route: [
          { level: 'error' },
          { eventName: 'logveil.request', where: { 'http.status': [500, 503] } }
        ]
      }
    )
    bench.log(
      { n: 0 },
      { n: 1, level: 50 },
      { n: 2, event_name: 'logveil.request', http: { status: 200 } },
      { n: 3, event_name: 'logveil.request', http: { status: 503 } }
    )
    await bench.settled()
    expect(had).toEqual([1, 3])
    expect(bench.lane.ledger().routed).toBe(2)
    await bench.lane.close(100)
  })

  test('what is refused is a dead letter with its reason', async () => {
    const bench = openLane(async (batch) => ({
      outcomes: numbers(batch).map((n) =>
        n === 3 ? { state: 'refused', reason: 'too long' } : { state: 'delivered' }
      )
    }))
    bench.log(...Array.from({ length: 6 }, (_, n) => ({ n })))
    await bench.settled()
    expect(deadLetters()).toMatchObject([{ sink: 'main', reason: 'too long', record: { n: 3 } }])
    expect(bench.lane.ledger()).toMatchObject({ routed: 6, delivered: 5, deadLettered: 1 })
    await bench.lane.close(100)
  })

  test('a dead letter that finds no room is counted as dropped', async () => {
    const bench = openLane(
      async (batch) => ({ outcomes: batch.map(() => ({ state: 'refused', reason: 'no' })) }),
      {},
      null,
      0
    )
    bench.log({ n: 0 })
    await bench.settled()
    expect(bench.lane.ledger()).toMatchObject({
      routed: 1,
      dropped: 1,
      droppedBy: { 'dead letters full': 1 }
    })
    await bench.lane.close(100)
  })

  test('an attempt that never ends is ended, and tried again', async () => {
    let attempts = 0
    const bench = openLane(
      (batch, signal) =>
        attempts++ === 0
          ? new Promise((_, reject) =>
              signal.addEventListener('abort', () => reject(new Error('aborted')))
            )
          : takeAll(batch, signal),
      { timeoutMs: 20 }
    )
    bench.log({ n: 0 })
    await bench.settled()
    expect(attempts).toBe(2)
    await bench.lane.close(100)
  })

  /** Logs 400 lines into a small buffer while the sink is down, until it holds no more than it may; then the sink comes back. */
  async function overfill(levelOf: (n: number) => number) {
    let isDown = true
    const had: number[] = []
    const bench = openLane(
      async (batch, signal) => {
        if (isDown) throw new Error('down')
        had.push(...numbers(batch))
        return takeAll(batch, signal)
      },
      { buffer: { maxBytes: 20_000, onFull: 'dropOldest' }, retry: { baseMs: 1, maxMs: 3 } }
    )
    const backlog = (): number =>
      bench.lane.tracks().reduce((sum, track) => sum + track.backlog(), 0)
    for (let n = 0; n < 400; n++) {
      bench.log({ n, text: 'x'.repeat(200), level: levelOf(n) })
      if (n % 50 === 0) await wait(10)
    }
    while (backlog() > 21_000) await wait(2)
    isDown = false
    await bench.settled()
    await bench.lane.close(100)
    return { had, ledger: bench.lane.ledger() }
  }

  test('a full buffer drops the oldest below ERROR, and no error', async () => {
    const { had, ledger } = await overfill((n) => (n % 40 === 0 ? 50 : 30))
    const errors = Array.from({ length: 10 }, (_, index) => index * 40)
    expect(had).toEqual(expect.arrayContaining(errors))
    expect(had).toContain(399)
    expect(had).not.toContain(1)
    expect(new Set(had).size).toBe(had.length)
    expect(ledger).toMatchObject({ routed: 400, delivered: had.length, dropped: 400 - had.length })
    expect(ledger.droppedBy).toEqual({ full: 400 - had.length })
  })

  test('errors go too when nothing else is left, the oldest first', async () => {
    const { had, ledger } = await overfill(() => 50)
    expect(had).toContain(399)
    expect(had).not.toContain(0)
    expect(ledger.delivered + ledger.dropped).toBe(400)
    expect(ledger.routed).toBe(400)
  })

  test('a sink for clean records refuses what nobody, or not everybody that it demands, has looked at', async () => {
    const had: number[] = []
    const manifest = { id: 'abcdefabcdef', rules: ['core.email'] }
    const take: Write = (batch, signal) => {
      had.push(...numbers(batch))
      return takeAll(batch, signal)
    }
    const covered = openLane(take, { cleanOnly: { rules: ['core.email'] } }, manifest)
    covered.log(
      { n: 0, pii: { rules: 'abcdefabcdef' } },
      { n: 1 },
      { n: 2, pii: { rules: '000000000000' } }
    )
    await covered.settled()
    expect(had).toEqual([0])
    expect(covered.lane.ledger()).toMatchObject({
      routed: 3,
      delivered: 1,
      deadLettered: 1,
      dropped: 1,
      droppedBy: { unchecked: 1 }
    })
    expect(deadLetters()).toMatchObject([{ reason: 'rules not covered', record: { n: 2 } }])
    const demanding = openLane(take, { cleanOnly: { rules: ['kr.rrn'] } }, manifest)
    demanding.log({ n: 5, pii: { rules: 'abcdefabcdef' } })
    await demanding.settled()
    expect(had).toEqual([0])
    expect(demanding.lane.ledger()).toMatchObject({ deadLettered: 1 })
    await Promise.all([covered.lane.close(100), demanding.lane.close(100)])
  })
})

describe('the backlog of a lane', () => {
  test('is counted in parts, so that a sink that was down for long does not stop the thread', async () => {
    const text = 'x'.repeat(100_000)
    const bench = openLane(() => new Promise(() => undefined))
    for (let n = 0; n < 100; n++) bench.log({ n, text })
    const counted: number[] = []
    while (!bench.lane.scout()) counted.push(bench.lane.ledger().pending)
    // ten megabytes: several parts, each of some two
    expect(counted.length).toBeGreaterThanOrEqual(4)
    expect(counted).toEqual([...counted].sort((a, b) => a - b))
    expect(bench.lane.ledger()).toMatchObject({ routed: 100, pending: 100 })
    await bench.lane.close(1)
  })

  test('is counted by its route', () => {
    const bench = openLane(() => new Promise(() => undefined), { route: { level: 'error' } })
    bench.log({ n: 0 }, { n: 1, level: 50 }, { n: 2, level: 60 })
    expect(bench.lane.scout()).toBe(true)
    expect(bench.lane.ledger()).toMatchObject({ routed: 2, pending: 2 })
    return bench.lane.close(1)
  })
})
