/**
 * Writes lines to a reader that may stall, or go.
 *
 * In: lines, each with its owner. Out: the same lines, whole and in order; what became of each in its owner's books.
 * Promise: a line is written at once where the reader takes it, so a killed process has lost nothing. A write never
 * throws, and waits only where `onFull: 'block'` asks for it.
 */
import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import { Backlog, type Owner as Books } from './stdout-backlog.ts'
import { codeOf, type Device, isAgain } from './stdout-device.ts'
import { FULL, givenUp, lost, noDisk, stalled } from './stdout-reports.ts'
import type { Spill } from './stdout-spill.ts'
import { Waiters } from './stdout-waiters.ts'

/** What to do with a line when a stalled reader has let the buffer fill up. */
export type OnFull = 'spill' | 'drop' | 'block'

export type Owner = Books & {
  readonly onFull: OnFull
  /** How long the end of the process may wait for a reader that takes nothing. */
  readonly deadlineMs: number
  /** Trouble, in a sentence that holds nothing that was logged. */
  report(trouble: string): void
}

export type WriterParts = {
  readonly device: Device
  readonly openSpill: () => Spill
  readonly now: () => number
  /** Stops this thread. */
  readonly sleep: (ms: number) => void
  readonly bufferBytes?: number | undefined
  readonly spillBytes?: number | undefined
}

const BUFFER_BYTES = 8 * 2 ** 20
/** A reader that has left this much is not coming back, and a disk is shared. */
const SPILL_BYTES = 256 * 2 ** 20
const SCRATCH_BYTES = 64 * 1024
/** Longest work at a stretch when a reader is back, far below what a person or a health check notices. */
const SLICE_MS = 5
/** A log call that finds lines waiting tries the reader this often, and for so long: a try in vain takes 10 µs. */
const CALL_EVERY_MS = 1
const CALL_SLICE_MS = 0.5
const SHORTEST_RETRY_MS = 1
const LONGEST_RETRY_MS = 20
/** A hiccup is nobody's business; a reader that takes nothing for this long is. */
const TELL_AFTER_MS = 1000
/** After the reader has gone, a write is tried this often: a named pipe may get another. */
const RETURN_MS = 1000
/** A disk that is full is not asked again each turn. */
const DISK_RETRY_MS = 1000
const LOST = -1

export class StdoutWriter {
  private readonly backlog: Backlog<Owner>
  private readonly device: Device
  private readonly now: () => number
  private readonly sleep: (ms: number) => void
  private readonly bufferBytes: number
  private readonly spillBytes: number
  private readonly scratch: Buffer = Buffer.allocUnsafeSlow(SCRATCH_BYTES)
  private isFree = true
  private goneUntil = 0
  private timer: NodeJS.Timeout | undefined
  private turn: NodeJS.Immediate | undefined
  private retryMs = SHORTEST_RETRY_MS
  private progressAt = 0
  private triedAt = 0
  /** Not before this is the disk tried again. */
  private diskAt = 0
  private isTold = false
  private isTorn = false
  private isEnding = false
  private hasGivenUp = false
  private hasLeft = false
  private readonly waiters = new Waiters()

  constructor(parts: WriterParts) {
    this.backlog = new Backlog(parts.openSpill)
    this.device = parts.device
    this.now = parts.now
    this.sleep = parts.sleep
    this.bufferBytes = parts.bufferBytes ?? BUFFER_BYTES
    this.spillBytes = parts.spillBytes ?? SPILL_BYTES
  }

  write(line: string, owner: Owner): void {
    if (this.isFree) this.writeNow(line, owner)
    else this.queue(line, owner)
  }

  private writeNow(line: string, owner: Owner): void {
    // A UTF-16 unit takes at most three bytes. One buffer for all lines: a fresh one a line costs more than encoding it.
    const fits = line.length * 3 <= SCRATCH_BYTES
    const bytes = fits ? this.scratch : Buffer.from(line)
    const length = fits ? this.scratch.write(line, 0) : bytes.length
    let written = 0
    try {
      if (length > 0) written = this.device(bytes, 0, length)
    } catch (error) {
      written = isAgain(error) ? 0 : this.lose(error, owner)
    }
    if (written === length) owner.delivered(1)
    else if (written !== LOST) this.stall(Buffer.from(bytes.subarray(0, length)), written, owner)
  }

  /** Writes what waits; false if the reader took nothing for `idleMs`, or not all of it in `totalMs`. */
  flushSync(idleMs: number, totalMs: number = Number.POSITIVE_INFINITY): boolean {
    const start = this.now()
    this.progressAt = start
    for (;;) {
      this.drain(Number.POSITIVE_INFINITY)
      if (this.backlog.lines === 0) return true
      const now = this.now()
      if (now - this.progressAt >= idleMs || now - start >= totalMs) return false
      this.sleep(5)
    }
  }

  /** Resolves when all that waits was written: true; false as flushSync, or if the reader has gone. */
  flush(idleMs: number, totalMs: number = Number.POSITIVE_INFINITY): Promise<boolean> {
    if (this.backlog.lines === 0) return Promise.resolve(true)
    this.progressAt = this.now()
    this.timer?.ref()
    return this.waiters.add(idleMs, this.now() + totalMs)
  }

  /** The process ends: what waits is written, else left on disk, else dropped. */
  end(): void {
    this.isEnding = true
    if (this.backlog.lines === 0) return
    const owners = [...this.backlog.owners()]
    const idleMs = this.hasGivenUp ? 0 : Math.max(...owners.map((owner) => owner.deadlineMs))
    if (this.flushSync(idleMs)) return
    this.hasGivenUp = true
    this.giveUp('took no lines until the process ended', !this.hasLeft)
    this.hasLeft = true
  }

  /** The event loop is empty: the same wait as at the end, and nothing is given up yet. */
  pause(): void {
    if (this.backlog.lines === 0 || this.hasGivenUp) return
    const owners = [...this.backlog.owners()]
    this.hasGivenUp = !this.flushSync(Math.max(...owners.map((owner) => owner.deadlineMs)))
  }

  private stall(line: Buffer, written: number, owner: Owner): void {
    this.backlog.begin(line, written, owner)
    this.isFree = false
    this.isTold = false
    this.progressAt = this.triedAt = this.now()
    this.retryMs = SHORTEST_RETRY_MS
    this.schedule()
    this.endTurn(owner)
    if (this.isEnding) this.end()
  }

  private queue(line: string, owner: Owner): void {
    const length = Buffer.byteLength(line)
    // A loop that logs gives the timer no turn: without this a burst would fill the buffer though the reader reads.
    if (this.backlog.lines > 0 && this.now() - this.triedAt >= CALL_EVERY_MS)
      this.drain(CALL_SLICE_MS)
    // The reader may be back, or gone, while room was made.
    if (this.backlog.lines > 0 && !this.makeRoom(length, owner)) return
    if (this.backlog.lines === 0) this.begin(line, owner)
    else if (length === 0) owner.delivered(1)
    else {
      this.backlog.push(line, length, owner)
      this.endTurn(owner)
      if (this.isEnding) this.end()
    }
  }

  /** The first line after the reader was back, or may be. */
  private begin(line: string, owner: Owner): void {
    if (this.now() < this.goneUntil) {
      owner.dropped(1)
      return
    }
    const start = this.isTorn ? '\n' : ''
    this.isTorn = false
    this.isFree = true
    this.writeNow(start + line, owner)
  }

  private makeRoom(length: number, owner: Owner): boolean {
    const { backlog } = this
    if (owner.onFull === 'spill') {
      if (backlog.tailBytes + length <= this.bufferBytes) return true
      if (backlog.bytes + length <= this.spillBytes && this.moveToDisk()) return true
    } else if (backlog.bytes + length <= this.bufferBytes) return true
    if (owner.onFull === 'block') return this.wait(length)
    owner.dropped(1)
    owner.report(FULL)
    return false
  }

  private wait(length: number): boolean {
    while (this.backlog.lines > 0 && this.backlog.bytes + length > this.bufferBytes) {
      const before = this.backlog.bytes
      this.drain(Number.POSITIVE_INFINITY)
      if (this.backlog.bytes === before) this.sleep(5)
    }
    return true
  }

  /** What was logged in this turn of the event loop is on disk when it ends, where a line may go there. */
  private endTurn(owner: Owner): void {
    if (this.turn !== undefined || (owner.onFull !== 'spill' && this.backlog.folder === undefined))
      return
    this.turn = setImmediate(() => {
      this.turn = undefined
      // Most hiccups are over by now, and no disk need know of them.
      if (this.backlog.folder === undefined) this.drain(SLICE_MS)
      if (this.backlog.lines > 0) this.moveToDisk()
    })
    this.turn.unref()
  }

  private moveToDisk(): boolean {
    if (this.backlog.bytes > this.spillBytes || this.now() < this.diskAt) return false
    try {
      this.backlog.moveToDisk()
      return true
    } catch (error) {
      this.diskAt = this.now() + DISK_RETRY_MS
      this.tellAll(noDisk(codeOf(error)))
      return false
    }
  }

  private schedule(): void {
    if (this.timer !== undefined) return
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.retry()
    }, this.retryMs)
    if (this.waiters.isEmpty) this.timer.unref()
  }

  private retry(): void {
    const before = this.backlog.bytes
    this.drain(SLICE_MS)
    this.tellWaiters()
    if (this.backlog.lines === 0) return
    this.retryMs =
      this.backlog.bytes === before
        ? Math.min(this.retryMs * 2, LONGEST_RETRY_MS)
        : SHORTEST_RETRY_MS
    if (!this.isTold && this.now() - this.progressAt >= TELL_AFTER_MS) this.tellStall()
    this.schedule()
  }

  private tellStall(): void {
    this.isTold = true
    this.tellAll(stalled(this.backlog.folder))
  }

  private tellWaiters(): void {
    const now = this.now()
    this.waiters.tell({
      now,
      progressAt: this.progressAt,
      isWritten: this.backlog.lines === 0,
      isThere: now >= this.goneUntil
    })
  }

  /** Writes until nothing waits, the reader takes nothing, or the time is over. */
  private drain(budgetMs: number): void {
    const { backlog } = this
    const start = this.now()
    try {
      while (backlog.lines > 0) {
        const length = backlog.next()
        const written = this.device(backlog.chunk, backlog.at, length)
        if (written > 0) this.progressAt = this.now()
        backlog.written(written)
        if (written < length || this.progressAt - start > budgetMs) break
      }
    } catch (error) {
      if (!isAgain(error)) this.lose(error, undefined)
    }
    this.triedAt = this.now()
    if (backlog.lines === 0 && !this.isFree && this.now() >= this.goneUntil) {
      backlog.rest()
      this.isFree = true
      this.hasGivenUp = false
      clearTimeout(this.timer)
      this.timer = undefined
      this.tellWaiters()
    }
  }

  /** The reader has gone, or the file cannot be written to. */
  private lose(error: unknown, owner: Owner | undefined): typeof LOST {
    const code = codeOf(error)
    owner?.dropped(1)
    owner?.report(lost(code))
    if (this.backlog.lines > 0) this.giveUp(`has gone (${code})`, true)
    this.isFree = false
    this.goneUntil = this.now() + RETURN_MS
    this.tellWaiters()
    return LOST
  }

  private giveUp(what: string, mayLeave: boolean): void {
    const { backlog } = this
    this.isTorn ||= backlog.isTorn
    const owners = [...backlog.owners()]
    const { lines } = backlog
    const mayLie =
      mayLeave && (backlog.folder !== undefined || owners.some(({ onFull }) => onFull === 'spill'))
    const left = mayLie ? backlog.leaveOnDisk() : undefined
    backlog.drop()
    for (const owner of owners) owner.report(givenUp(what, lines, left))
  }

  private tellAll(trouble: string): void {
    for (const owner of this.backlog.owners()) owner.report(trouble)
  }
}
