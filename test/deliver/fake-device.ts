/**
 * A reader that does as it is told.
 *
 * In: for each write how many bytes it takes, or which error it gives. Out: the text that arrived.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { LedgerEntry } from '../../src/deliver/ledger.ts'
import { createBooks } from '../../src/deliver/ledger.ts'
import { createSpill } from '../../src/deliver/stdout-spill.ts'
import { type OnFull, type Owner, StdoutWriter } from '../../src/deliver/stdout-writer.ts'

/** A number of bytes, `all` of them, or an error's code. */
export type Step = number | 'all' | 'EAGAIN' | 'EINTR' | 'EPIPE' | 'ENOSPC' | 'EBUSY'

export type FakeDevice = {
  /** What the next writes meet, one each; after the last it is `otherwise`. */
  steps: Step[]
  otherwise: Step
  calls: number
  received(): string
}

export type Fixture = {
  readonly device: FakeDevice
  readonly writer: StdoutWriter
  readonly folder: string
  readonly reports: string[]
  /** Sleeps that were asked for; each moves the clock. */
  slept: number
  clock: number
  isDiskFull: boolean
  /** Called instead of sleeping. */
  onSleep: () => void
  log(line: string, owner?: Owner): void
  entry(): LedgerEntry
}

export type FixtureOptions = {
  readonly onFull?: OnFull
  readonly bufferBytes?: number
  readonly spillBytes?: number
  readonly segmentBytes?: number
  /** Where no folder can be made. */
  readonly noDisk?: boolean
}

export function createFixture(options: FixtureOptions = {}): Fixture {
  const received: Buffer[] = []
  const device: FakeDevice = {
    steps: [],
    otherwise: 'all',
    calls: 0,
    received: () => Buffer.concat(received).toString()
  }
  const folder = mkdtempSync(join(tmpdir(), 'logveil-test-'))
  removeAfterwards(folder)
  const books = createBooks()
  const fixture: Fixture = {
    device,
    folder,
    reports: [],
    slept: 0,
    isDiskFull: false,
    clock: 0,
    onSleep: () => undefined,
    log(line, whose = owner) {
      books.routed()
      fixture.writer.write(line, whose)
    },
    entry: books.entry,
    writer: new StdoutWriter({
      device(bytes, offset, length) {
        device.calls++
        const step = device.steps.shift() ?? device.otherwise
        if (typeof step === 'string' && step !== 'all')
          throw Object.assign(new Error(step), { code: step })
        const taken = step === 'all' ? length : Math.min(step, length)
        received.push(Buffer.from(bytes.subarray(offset, offset + taken)))
        return taken
      },
      openSpill() {
        if (options.noDisk) throw Object.assign(new Error('no disk'), { code: 'EROFS' })
        const spill = createSpill(folder, options.segmentBytes)
        const append = spill.append.bind(spill)
        spill.append = (lines) => {
          if (fixture.isDiskFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
          append(lines)
        }
        return spill
      },
      now: () => fixture.clock,
      sleep(ms) {
        fixture.slept++
        fixture.clock += ms
        fixture.onSleep()
      },
      bufferBytes: options.bufferBytes,
      spillBytes: options.spillBytes
    })
  }
  const owner: Owner = {
    delivered: books.delivered,
    dropped: books.dropped,
    onFull: options.onFull ?? 'spill',
    deadlineMs: 1000,
    report: (trouble) => fixture.reports.push(trouble)
  }
  return fixture
}

function removeAfterwards(folder: string): void {
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    onTestFinished(remove)
  } catch {
    // inside a property a run has no end of its own
    process.on('exit', remove)
  }
}
