/**
 * Lines that the reader of standard output has not taken yet.
 *
 * In: lines and whose they are. Out: bytes to write next, in order, and each owner's books as they are taken.
 * Promise: order is kept; what is handed out at once is whole lines up to PIPE_BUF, which a pipe takes all or not at
 * all, so that nobody else's output stands in the middle of a line.
 *
 *   write ─► tail (strings) ─► spill (disk, once it is in use) ─► chunk (bytes) ─► the reader
 */
import { createSpill, type Spill } from './stdout-spill.ts'

/** Whose line it is. */
export type Owner = {
  delivered(count: number): void
  dropped(count: number): void
}

/** POSIX: a write of at most this many bytes to a pipe is atomic; 4096 on Linux, 512 at least anywhere. */
const PIPE_BUF = 4096
const CHUNK_BYTES = 64 * 1024
const NOTHING: Buffer = Buffer.alloc(0)

type Run<Of> = { readonly owner: Of; count: number }

export class Backlog<Of extends Owner> {
  /** Bytes that wait, wherever they are. */
  bytes = 0
  /** Bytes that wait in the strings of `tail`. */
  tailBytes = 0
  chunk: Buffer = NOTHING
  /** Where in `chunk` the next byte to write is. */
  at = 0
  private tail: string[] = []
  private spill: Spill | undefined
  /** The length of each line that waits, from `head` on; `into` bytes of the first are written. */
  private lengths: number[] = []
  private head = 0
  private into = 0
  private runs: Run<Of>[] = []
  private firstRun = 0
  private readonly openSpill: () => Spill

  constructor(openSpill: () => Spill = createSpill) {
    this.openSpill = openSpill
  }

  get lines(): number {
    return this.lengths.length - this.head
  }

  get folder(): string | undefined {
    return this.spill?.folder
  }

  /** Bytes that wait on disk, beside those that were read back already. */
  get spilledBytes(): number {
    return this.spill?.bytes ?? 0
  }

  /** Part of a line was written. */
  get isTorn(): boolean {
    return this.into > 0
  }

  owners(): ReadonlySet<Of> {
    return new Set(this.runs.slice(this.firstRun).map((run) => run.owner))
  }

  /** A line of which `written` bytes were taken; nothing else waits. */
  begin(line: Buffer, written: number, owner: Of): void {
    this.chunk = line
    this.at = written
    this.into = written
    this.note(line.length, owner)
    this.bytes -= written
  }

  push(line: string, length: number, owner: Of): void {
    this.tail.push(line)
    this.tailBytes += length
    this.note(length, owner)
  }

  private note(length: number, owner: Of): void {
    this.lengths.push(length)
    this.bytes += length
    const last = this.runs.at(-1)
    if (last?.owner === owner) last.count++
    else this.runs.push({ owner, count: 1 })
  }

  /** How many bytes of `chunk` from `at` on to write at once: whole lines up to PIPE_BUF, or one longer line. */
  next(): number {
    if (this.at === this.chunk.length) this.fill()
    const most = Math.min(this.chunk.length - this.at, PIPE_BUF)
    return this.wholeLines(most, this.into)
  }

  /** Bytes of as many waiting lines as fit into `most`, at least of one; `before` bytes of the first do not count. */
  private wholeLines(most: number, before: number): number {
    let length = (this.lengths[this.head] as number) - before
    for (let index = this.head + 1; index < this.lengths.length; index++) {
      const longer = length + (this.lengths[index] as number)
      if (longer > most) break
      length = longer
    }
    return length
  }

  private fill(): void {
    if (this.spill !== undefined && this.spill.bytes === 0) this.discardSpill()
    this.chunk =
      this.spill === undefined
        ? this.takeTail()
        : this.spill.read(this.wholeLines(Math.min(CHUNK_BYTES, this.spill.bytes), 0))
    this.at = 0
  }

  private takeTail(): Buffer {
    let count = 0
    let length = 0
    do length += this.lengths[this.head + count++] as number
    while (count < this.tail.length && length < CHUNK_BYTES)
    this.tailBytes -= length
    return encode(this.tail.splice(0, count), length)
  }

  /** The reader took `count` bytes. */
  written(count: number): void {
    this.at += count
    this.into += count
    this.bytes -= count
    while (this.lines > 0 && this.into >= (this.lengths[this.head] as number)) {
      this.into -= this.lengths[this.head] as number
      this.shift().delivered(1)
    }
  }

  private shift(): Of {
    this.head++
    if (this.head > 1024 && this.head * 2 > this.lengths.length) {
      this.lengths = this.lengths.slice(this.head)
      this.head = 0
    }
    const run = this.runs[this.firstRun] as Run<Of>
    run.count--
    if (run.count === 0) this.firstRun++
    if (this.firstRun > 1024 && this.firstRun * 2 > this.runs.length) {
      this.runs = this.runs.slice(this.firstRun)
      this.firstRun = 0
    }
    return run.owner
  }

  /** Puts everything that waits in memory on disk. Throws the file system's error; nothing is lost then. */
  moveToDisk(): void {
    this.spill ??= this.startSpill()
    if (this.tail.length === 0) return
    this.spill.append(encode(this.tail, this.tailBytes))
    this.tail = []
    this.tailBytes = 0
  }

  /** What was encoded already comes first, and counts as read back, so that the files hold every line from the first. */
  private startSpill(): Spill {
    const spill = this.openSpill()
    const begun = this.chunk.subarray(this.at - this.into)
    if (begun.length === 0) return spill
    try {
      spill.append(begun)
      this.chunk = spill.read(begun.length)
      this.at = this.into
      return spill
    } catch (error) {
      spill.discard()
      throw error
    }
  }

  /**
   * Leaves what waits in files, whole lines, and forgets it: the folder, and how many lines are there. Where the disk
   * takes no more, what is there already stays; undefined if nothing is.
   */
  leaveOnDisk(): { readonly folder: string; readonly lines: number } | undefined {
    try {
      this.moveToDisk()
    } catch {
      // the lines of the tail are dropped
    }
    const lines = this.lines - this.tail.length
    const { spill } = this
    spill?.leave(this.chunk.length - this.at + this.into)
    this.spill = undefined
    this.drop()
    return spill === undefined ? undefined : { folder: spill.folder, lines }
  }

  /** Forgets all that waits; each line is dropped in its owner's books. */
  drop(): void {
    for (const { owner, count } of this.runs) owner.dropped(count)
    this.runs = []
    this.lengths = []
    this.tail = []
    this.chunk = NOTHING
    this.firstRun = this.head = this.into = this.at = this.bytes = this.tailBytes = 0
    this.discardSpill()
  }

  /** Nothing waits any more. */
  rest(): void {
    this.lengths = []
    this.runs = []
    this.chunk = NOTHING
    this.firstRun = this.head = this.at = 0
    this.discardSpill()
  }

  private discardSpill(): void {
    this.spill?.discard()
    this.spill = undefined
  }
}

/** Each line by itself: half a surrogate pair at the end of one must not find its other half in the next. */
function encode(lines: readonly string[], length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let at = 0
  for (const line of lines) at += bytes.write(line, at)
  return bytes
}
