/**
 * Lines that wait on disk for a reader that has stalled.
 *
 * In: whole lines, oldest first. Out: the same bytes, in the same order; what is left when the process ends stays.
 * Promise: a folder of its own with mode 0700, files with 0600; a segment that was read to its end is gone, and so is
 * the folder once nothing waits. An append is whole or not at all.
 *
 *   append ─► [ segment | segment | segment ] ─► read        consumed segments are unlinked
 */
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Spill = {
  /** Where the segments are. */
  readonly folder: string
  /** Bytes that were appended and not read yet. */
  readonly bytes: number
  /** Throws the file system's error; nothing of `lines` is kept then. */
  append(lines: Buffer): void
  /** The next bytes, at most `length`; fewer where a segment ends. Appends never stand in two segments. */
  read(length: number): Buffer
  /** Leaves the files behind without the bytes that came before the last `unwritten` that were read. Never throws. */
  leave(unwritten: number): void
  /** Never throws. */
  discard(): void
}

type Segment = { readonly fd: number; readonly path: string; size: number; at: number }

const SEGMENT_BYTES = 16 * 2 ** 20

export function createSpill(
  parent: string = tmpdir(),
  segmentBytes: number = SEGMENT_BYTES
): Spill {
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  return new SpillFiles(mkdtempSync(join(parent, `logveil-stdout-${process.pid}-`)), segmentBytes)
}

class SpillFiles implements Spill {
  readonly folder: string
  bytes = 0
  private readonly segmentBytes: number
  private readonly segments: Segment[] = []
  private made = 0

  constructor(folder: string, segmentBytes: number) {
    this.folder = folder
    this.segmentBytes = segmentBytes
  }

  append(lines: Buffer): void {
    writeWhole(this.segmentFor(lines.length), lines)
    this.bytes += lines.length
  }

  read(length: number): Buffer {
    const segment = this.firstUnread()
    const chunk = readWhole(segment.fd, segment.at, Math.min(length, segment.size - segment.at))
    segment.at += chunk.length
    this.bytes -= chunk.length
    return chunk
  }

  leave(unwritten: number): void {
    const [first] = this.segments
    // Without this the files begin with lines that arrived: no reason to lose the others.
    if (first !== undefined) orNothing(() => cutFront(first, first.at - unwritten))
    for (const { fd } of this.segments.splice(0)) orNothing(() => closeSync(fd))
  }

  discard(): void {
    for (const segment of this.segments.splice(0)) remove(segment)
    orNothing(() => rmSync(this.folder, { recursive: true, force: true }))
  }

  private segmentFor(length: number): Segment {
    const last = this.segments.at(-1)
    if (last !== undefined && last.size + length <= this.segmentBytes) return last
    this.made++
    const path = join(this.folder, `${String(this.made).padStart(6, '0')}.ndjson`)
    const segment = { fd: openSync(path, 'wx+', 0o600), path, size: 0, at: 0 }
    this.segments.push(segment)
    return segment
  }

  /** A segment stays until something of the next one is asked for: its last bytes may not be written yet. */
  private firstUnread(): Segment {
    for (;;) {
      const first = this.segments[0] as Segment
      if (first.at < first.size) return first
      this.segments.shift()
      remove(first)
    }
  }
}

function writeWhole(segment: Segment, lines: Buffer): void {
  let done = 0
  try {
    while (done < lines.length)
      done += writeSync(segment.fd, lines, done, lines.length - done, segment.size + done)
  } catch (error) {
    ftruncateSync(segment.fd, segment.size)
    throw error
  }
  segment.size += lines.length
}

function readWhole(fd: number, at: number, length: number): Buffer {
  const chunk = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const count = readSync(fd, chunk, done, length - done, at + done)
    if (count === 0) throw new Error('a spilled segment is shorter than what was written to it')
    done += count
  }
  return chunk
}

const COPY_BYTES = 2 ** 20

/** Moves what comes after `length` to the front; a few milliseconds for a segment. */
function cutFront(segment: Segment, length: number): void {
  if (length <= 0) return
  for (let at = length; at < segment.size; at += COPY_BYTES) {
    const piece = readWhole(segment.fd, at, Math.min(COPY_BYTES, segment.size - at))
    writeSync(segment.fd, piece, 0, piece.length, at - length)
  }
  ftruncateSync(segment.fd, segment.size - length)
}

/** Somebody may have tidied up the folder: that does no harm, the descriptor is what is read. */
function remove({ fd, path }: Segment): void {
  orNothing(() => closeSync(fd))
  orNothing(() => rmSync(path, { force: true }))
}

/** What fails here leaves a file too many behind, and must not stop what is read or written. */
function orNothing(run: () => void): void {
  try {
    run()
  } catch {
    // see above
  }
}
