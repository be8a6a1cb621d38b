/**
 * The writing end of a run.
 *
 * In: sealed frames. Out: segments, and the news where the last whole frame ends.
 * Promise: `append` writes a frame whole or answers false (a later frame then takes its place); nobody reads beyond what was
 * published.
 */
import { join } from 'node:path'
import { encodeFrame } from './frame.ts'
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
  /** The number that the next line gets. */
  nextSeq(): number
  append(frame: Buffer, count: number): boolean
  /** Looks whether the segment's file still has its name; if not, begins a new one. False if that fails. */
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

/** Segments as files in the spool's folder. Throws where the first cannot be made. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one open segment
export function createFileRun(parts: FileRunParts): RunWriter {
  const { fs, folder, meta, state } = parts
  const name = meta.run
  let seq = 0
  let segment = -1
  let offset = 0
  let fd = -1
  let appended = 0
  let headLength = 0

  function writeAll(target: number, bytes: Buffer, position: number): void {
    let from = 0
    while (from < bytes.length)
      from += fs.write(target, bytes, from, bytes.length - from, position + from)
  }

  function openNext(): number {
    const path = join(folder, segmentName(name, segment + 1))
    try {
      return fs.open(path, 'append')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      parts.recreate()
      return fs.open(path, 'append')
    }
  }

  function begin(): void {
    const next = openNext()
    const head = encodeFrame('meta', seq, parts.now(), 0, JSON.stringify(meta))
    try {
      writeAll(next, head, 0)
    } catch (error) {
      fs.close(next)
      fs.remove(join(folder, segmentName(name, segment + 1)))
      throw error
    }
    if (fd !== -1) fs.close(fd)
    fd = next
    segment++
    offset = headLength = head.length
    appended += head.length
    state.publish(segment, offset, appended)
  }

  begin()
  return {
    description: { id: name, place: { kind: 'file', folder }, state: state.buffer },
    state,
    nextSeq: () => seq,
    append(frame, count) {
      try {
        if (offset > headLength && offset + frame.length > parts.segmentBytes) begin()
        // at a position: what a failed write left is overwritten by the next
        writeAll(fd, frame, offset)
      } catch {
        return false
      }
      offset += frame.length
      appended += frame.length
      seq += count
      state.publish(segment, offset, appended)
      return true
    },
    restore() {
      try {
        if (!fs.stat(fd).isLinked) begin()
        return true
      } catch {
        return false
      }
    },
    close() {
      if (fd !== -1) fs.close(fd)
      fd = -1
    }
  }
}

const SLOTS = 16

/** Where no folder can be written: segments are slots of shared memory, used in a ring. */
export function createMemoryRun(
  meta: RunMeta,
  state: RunState,
  bytes: number,
  now: () => number
): RunWriter {
  const slotBytes = Math.ceil(bytes / SLOTS / 8) * 8
  const buffer = new SharedArrayBuffer(SLOTS * slotBytes)
  const positions = new SharedArrayBuffer(MEMORY_POSITION_BYTES)
  let seq = 0
  let segment = -1
  let offset = 0
  let appended = 0

  function put(frame: Buffer): void {
    const slot = Buffer.from(buffer, (segment % SLOTS) * slotBytes, slotBytes)
    frame.copy(slot, SLOT_HEAD + offset)
    offset += frame.length
    appended += frame.length
    slot.writeUInt32LE(offset, 0)
    state.publish(segment, offset, appended)
  }

  function begin(): boolean {
    if (segment + 1 - SLOTS >= state.first()) return false
    segment++
    offset = 0
    put(encodeFrame('meta', seq, now(), 0, JSON.stringify(meta)))
    return true
  }

  begin()
  return {
    description: {
      id: meta.run,
      place: { kind: 'memory', buffer, slots: SLOTS, positions },
      state: state.buffer
    },
    state,
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
