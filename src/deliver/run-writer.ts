/**
 * The writing end of a run.
 *
 * In: sealed frames. Out: segments, and the news where the last whole frame ends.
 * Promise: `append` writes a frame whole or answers false (a later frame then takes its place); nobody reads beyond what was
 * published.
 */
import { join } from 'node:path'
import { encodeFrame, FRAME_OVERHEAD } from './frame.ts'
import {
  MEMORY_POSITION_BYTES,
  type RunDescription,
  type RunMeta,
  SLOT_HEAD,
  segmentName
} from './run.ts'
import type { RunState } from './shared-state.ts'
import type { SpoolFs } from './spool-fs.ts'

export type RunWriter = {
  readonly description: RunDescription
  readonly state: RunState
  /** A longer frame is never taken. */
  readonly maxFrame: number
  /** The number that the next line gets. */
  nextSeq(): number
  append(frame: Buffer, count: number): boolean
  /** Looks whether the last segments still have their names; what has none is written again. False if that fails. */
  restore(): boolean
  close(): void
}

export type FileRunParts = {
  readonly fs: SpoolFs
  readonly folder: string
  readonly meta: RunMeta
  readonly state: RunState
  readonly segmentBytes: number
  readonly now: () => number
  /** Makes the folder and its lock anew, where somebody removed them. */
  readonly recreate: () => void
}

/** A segment's file that stays open for a while, so that what is in it survives its name. */
type Written = {
  readonly segment: number
  readonly fd: number
  readonly from: number
  length: number
}

/** So many segments stay open behind the current one: longer than the pump takes to open each. */
const OPEN_BEHIND = 4

/** Segments as files in the spool's folder. Throws where the first cannot be made. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one open segment
export function createFileRun(parts: FileRunParts): RunWriter {
  const { fs, folder, meta, state } = parts
  const name = meta.run
  let seq = 0
  let appended = 0
  let behind: Written[] = []
  let current = begin(0)

  function writeAll(target: number, bytes: Buffer, position: number): void {
    let from = 0
    while (from < bytes.length)
      from += fs.write(target, bytes, from, bytes.length - from, position + from)
  }

  function openSegment(segment: number): number {
    const path = join(folder, segmentName(name, segment))
    try {
      return fs.open(path, 'append')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      parts.recreate()
      return fs.open(path, 'append')
    }
  }

  function begin(segment: number): Written {
    const fd = openSegment(segment)
    const head = encodeFrame('meta', seq, parts.now(), 0, JSON.stringify(meta))
    try {
      writeAll(fd, head, 0)
    } catch (error) {
      fs.close(fd)
      fs.remove(join(folder, segmentName(name, segment)))
      throw error
    }
    appended += head.length
    state.publish(segment, head.length, appended)
    return { segment, fd, from: head.length, length: head.length }
  }

  function roll(): void {
    const next = begin(current.segment + 1)
    behind.push(current)
    current = next
    while (behind.length > OPEN_BEHIND) fs.close((behind.shift() as Written).fd)
  }

  /** Still needed, and its name is gone: somebody removed it. */
  function isLost({ segment, fd }: Written): boolean {
    return segment >= state.first() && !fs.stat(fd).isLinked
  }

  /** Writes again what was removed; the pump passes over what it has read already, by its numbers. */
  function rescue(): void {
    const lost = [...behind, current].filter(isLost)
    if (lost.length === 0) return
    roll()
    for (const { fd, from, length } of lost) {
      const bytes = Buffer.allocUnsafe(length - from)
      fs.read(fd, bytes, 0, bytes.length, from)
      put(bytes)
    }
    behind = behind.filter((each) => !lost.includes(each))
    for (const { fd } of lost) fs.close(fd)
  }

  function put(bytes: Buffer): void {
    // at a position: what a failed write left is overwritten by the next
    writeAll(current.fd, bytes, current.length)
    current.length += bytes.length
    appended += bytes.length
    state.publish(current.segment, current.length, appended)
  }

  return {
    description: { id: name, place: { kind: 'file', folder }, state: state.buffer },
    state,
    maxFrame: Number.POSITIVE_INFINITY,
    nextSeq: () => seq,
    append(frame, count) {
      const isFirst = current.length === current.from
      try {
        if (!isFirst && current.length + frame.length > parts.segmentBytes) {
          rescue()
          roll()
        }
        put(frame)
      } catch {
        return false
      }
      seq += count
      return true
    },
    restore() {
      try {
        rescue()
        return true
      } catch {
        return false
      }
    },
    close() {
      for (const { fd } of [...behind, current]) fs.close(fd)
      behind = []
    }
  }
}

const MOST_SLOTS = 16
const FEWEST_SLOTS = 2
/** What stands at the head of each slot (704 rules by name are 17 kB) may take so much of it. */
const LARGEST_HEAD = 1 / 8

/** So many that most of a slot is for lines: with sixteen of 64 kB a full buffer had no room for its errors. */
function slotsFor(bytes: number, head: number): number {
  const slots = Math.floor((bytes * LARGEST_HEAD) / head)
  return Math.max(FEWEST_SLOTS, Math.min(MOST_SLOTS, slots))
}

/** Where no folder can be written: segments are slots of shared memory, used in a ring. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one ring
export function createMemoryRun(
  meta: RunMeta,
  state: RunState,
  bytes: number,
  now: () => number
): RunWriter {
  const head = Buffer.from(JSON.stringify(meta))
  const slots = slotsFor(bytes, head.length + FRAME_OVERHEAD)
  const slotBytes = Math.ceil(bytes / slots / 8) * 8
  const buffer = new SharedArrayBuffer(slots * slotBytes)
  const positions = new SharedArrayBuffer(MEMORY_POSITION_BYTES)
  let seq = 0
  let segment = -1
  let offset = 0
  let appended = 0

  function put(frame: Buffer): void {
    const slot = Buffer.from(buffer, (segment % slots) * slotBytes, slotBytes)
    frame.copy(slot, SLOT_HEAD + offset)
    offset += frame.length
    appended += frame.length
    slot.writeUInt32LE(offset, 0)
    state.publish(segment, offset, appended)
  }

  function begin(): boolean {
    if (segment + 1 - slots >= state.first()) return false
    segment++
    offset = 0
    put(encodeFrame('meta', seq, now(), 0, head))
    return true
  }

  begin()
  return {
    description: {
      id: meta.run,
      place: { kind: 'memory', buffer, slots, positions },
      state: state.buffer
    },
    state,
    maxFrame: slotBytes - SLOT_HEAD - head.length - FRAME_OVERHEAD,
    nextSeq: () => seq,
    append(frame, count) {
      const room = slotBytes - SLOT_HEAD
      if (offset + frame.length > room && !begin()) return false
      if (offset + frame.length > room) return false
      put(frame)
      seq += count
      return true
    },
    restore: () => true,
    close() {}
  }
}
