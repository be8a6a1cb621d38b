/**
 * Safe lines on their way to sinks.
 *
 * In: options, who emits the lines, the lines. Out: a stream with flush, close and the books.
 * Promise: for each sink, routed = delivered + pending + deadLettered + dropped; `write` never throws and costs one string
 * addition; what a dead process left is delivered by the next.
 *
 *     write ─► text of this tick ─► frame ─► segment file ─┐ shared: where the last frame ends
 *     logging thread                                       │
 *     ─────────────────────────────────────────────────────┼──────────────────────────────────────
 *     worker                                               └─► run ─► lane for each sink ─► sink
 *                                                                          └─► positions, dead letters
 */
import {
  addDropped,
  emptyCounts,
  type SinkLedger,
  type SinkLedgerEntry,
  toLedgerEntry
} from './counts.ts'
import type { DeliveryOptions } from './delivery-options.ts'
import { createDropBooks, type DropBooks } from './drop-books.ts'
import { createDropNotice } from './drop-notice.ts'
import { addEnding, type Ending, removeEnding } from './exit-hooks.ts'
import { startOwnPump } from './own-pump.ts'
import { claimFolder, releaseFolder } from './process-folder.ts'
import type { PumpOptions } from './pump.ts'
import type { PumpPort } from './pump-port.ts'
import { createRunId, type RunManifest, type RunMeta } from './run.ts'
import { createFileRun, createMemoryRun, type RunWriter } from './run-writer.ts'
import { type DeliverySettings, toSettings } from './settings.ts'
import { createPumpState, createRunState } from './shared-state.ts'
import { nodeSpoolFs } from './spool-fs.ts'
import { createSpoolWriter, type SpoolWriter } from './spool-writer.ts'
import { findWorkerFile, startWorkerPump } from './worker-pump.ts'

export type DeliveryContext = {
  readonly service: string
  /** Members that each record gets on delivery, as JSON text without braces; may be empty. */
  readonly members: string
  readonly manifest: RunManifest | null
  /** Told of trouble; the sentence holds no value of a record. */
  readonly report: (summary: string) => void
}

export type Delivery = {
  write(line: string): void
  /** True: every sink has acknowledged everything so far. */
  flush(): Promise<boolean>
  ledger(): Promise<SinkLedger>
  close(): Promise<SinkLedger>
  readonly ledgerMs: number
}

const CHECK_MS = 1000

/** Options must have been checked. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one list of parts, wired once
export function createDelivery(options: DeliveryOptions, context: DeliveryContext): Delivery {
  const settings = toSettings(options, context.service)
  const { report } = context
  const meta = createMeta(context)
  const folder = claim(settings, meta.run, report)
  const state = createPumpState()
  const file = folder === undefined ? undefined : openFile(settings, folder, meta, report)
  const drops = createDropBooks(settings.sinks)
  const tellDropped = createDropNotice()
  // the port is made after the first run, and told of later ones
  let port: PumpPort | undefined
  const first = file ?? openMemoryRun(settings, context)
  const openMemory = (): RunWriter => {
    if (file === undefined) return first
    const run = openMemoryRun(settings, context)
    report('durability: memory; the spool cannot be written.')
    port?.add(run.description)
    return run
  }
  const workerFile = settings.worker ? findWorkerFile() : undefined
  const writer = createSpoolWriter({
    file,
    openMemory,
    state,
    eachLine: settings.durability !== 'tick',
    maxBytes: settings.maxBytes * 1.25 + 2 * settings.segmentBytes,
    heldBytes: settings.memoryBytes / 2,
    blockMs: settings.blockMs,
    // looking whether a sink is full costs each line an atomic read
    canBlock: workerFile !== undefined && hasBlocking(settings),
    drops,
    wake: () => port?.wake(),
    now: () => performance.now()
  })
  port = startPump(
    workerFile,
    {
      settings,
      state: state.buffer,
      folder,
      run: first.description.id,
      runs: [first.description]
    },
    report
  )
  const ending = createEnding({
    settings,
    writer,
    port,
    state,
    hasWorker: workerFile !== undefined,
    onLedger: (ledger) => tellDropped(withDrops(ledger, drops))
  })
  addEnding(ending)
  const checks = setInterval(() => writer.check(), CHECK_MS).unref()
  let closing: Promise<SinkLedger> | undefined

  async function close(): Promise<SinkLedger> {
    const open = port as PumpPort
    writer.close()
    const { ledger } = await open.close(writer.targets(), settings.flushTimeoutMs)
    writer.release()
    clearInterval(checks)
    removeEnding(ending)
    if (folder !== undefined) releaseFolder(folder, nodeSpoolFs)
    const books = withDrops(ledger, drops)
    tellDropped(books)
    return books
  }

  return {
    write: writer.write,
    async flush() {
      writer.check()
      const { isDone } = await (port as PumpPort).flush(writer.targets(), settings.flushTimeoutMs)
      return isDone && writer.held() === 0
    },
    async ledger() {
      writer.commit()
      return withDrops((await (port as PumpPort).ledger()).ledger, drops)
    },
    close() {
      closing ??= close()
      return closing
    },
    ledgerMs: settings.ledgerMs
  }
}

function hasBlocking({ sinks }: DeliverySettings): boolean {
  return Object.values(sinks).some(({ buffer }) => buffer?.onFull === 'block')
}

function createMeta(context: DeliveryContext): RunMeta {
  const { id, salt } = createRunId(Date.now())
  return { run: id, salt, members: context.members, manifest: context.manifest }
}

function claim(
  settings: DeliverySettings,
  run: string,
  report: DeliveryContext['report']
): string | undefined {
  try {
    return claimFolder(settings.folder, run)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    report(`durability: memory; the spool folder cannot be used (${code}).`)
    return undefined
  }
}

function openFile(
  settings: DeliverySettings,
  folder: string,
  meta: RunMeta,
  report: DeliveryContext['report']
): RunWriter | undefined {
  try {
    return createFileRun({
      fs: nodeSpoolFs,
      folder,
      meta,
      state: createRunState(),
      segmentBytes: settings.segmentBytes,
      now: Date.now,
      recreate: () => void claimFolder(settings.folder, meta.run)
    })
  } catch (error) {
    report(
      `durability: memory; the spool cannot be written (${(error as NodeJS.ErrnoException).code}).`
    )
    return undefined
  }
}

function openMemoryRun(settings: DeliverySettings, context: DeliveryContext): RunWriter {
  return createMemoryRun(createMeta(context), createRunState(), settings.memoryBytes, Date.now)
}

function startPump(
  workerFile: string | undefined,
  options: PumpOptions,
  report: DeliveryContext['report']
): PumpPort {
  if (workerFile !== undefined)
    return startWorkerPump(workerFile, options, options.settings.watchdogMs, report)
  if (options.settings.worker)
    report("The worker's file is not beside this bundle; delivery runs in the logging thread.")
  return startOwnPump(options, report)
}

type EndingParts = {
  readonly settings: DeliverySettings
  readonly writer: SpoolWriter
  readonly port: PumpPort
  readonly state: ReturnType<typeof createPumpState>
  readonly hasWorker: boolean
  readonly onLedger: (ledger: SinkLedger) => void
}

function createEnding({ settings, writer, port, state, ...parts }: EndingParts): Ending {
  let drained = 0
  const isNew = (): boolean =>
    Object.values(writer.targets()).reduce((a, b) => a + b, 0) !== drained
  const remember = (): void => {
    drained = Object.values(writer.targets()).reduce((a, b) => a + b, 0)
  }
  return {
    signals: settings.signals,
    write: writer.commit,
    async drain() {
      writer.commit()
      if (settings.exitWaitMs === 0 || !isNew()) return
      remember()
      const { ledger } = await port.flush(writer.targets(), settings.exitWaitMs)
      parts.onLedger(ledger)
    },
    drainSync() {
      // without a worker nobody would deliver while this thread waits
      if (settings.exitWaitMs === 0 || !parts.hasWorker || !isNew()) return
      const seen = state.drained()
      port.drain(writer.targets(), settings.exitWaitMs)
      state.waitForDrain(seen, settings.exitWaitMs)
    }
  }
}

/** What was dropped before the spool, and does not stand in it yet, belongs to the books too. */
function withDrops(ledger: SinkLedger, drops: DropBooks): SinkLedger {
  const counts = drops.counts()
  return Object.fromEntries(
    Object.entries(ledger).map(([name, entry]) => [name, addTo(entry, counts[name] ?? {})])
  )
}

function addTo(entry: SinkLedgerEntry, drops: Readonly<Record<string, number>>): SinkLedgerEntry {
  const counts = { ...emptyCounts(), dropped: { ...entry.droppedBy } }
  counts.delivered = entry.delivered
  counts.deadLettered = entry.deadLettered
  for (const [reason, count] of Object.entries(drops)) addDropped(counts, reason, count)
  return Object.freeze(toLedgerEntry(counts, entry.pending))
}
