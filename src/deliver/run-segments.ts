/**
 * The reading end of a run's segments: bytes, not yet frames.
 *
 * In: a run's description. Out: bytes of a segment, up to where the writer published or, for a dead writer, to its end.
 * Promise: a segment's file is opened as soon as it appears and stays open until it is released, so that a folder that
 * somebody removes takes nothing away that was there.
 */
import { join } from 'node:path'
import { parseSegmentName, type RunDescription, SLOT_HEAD, segmentName } from './run.ts'
import { createRunState, type RunState } from './shared-state.ts'
import type { SpoolFs } from './spool-fs.ts'

export type RunSegments = {
  readonly id: string
  readonly state: RunState | undefined
  /** Looks for new segments. */
  observe(): void
  /** Numbers of the segments, oldest first. */
  list(): readonly number[]
  size(segment: number): number
  read(segment: number, offset: number, length: number): Buffer
  /** Everything so far is on the disk. */
  sync(): Promise<void>
  remove(segment: number): void
  close(): void
}

export function openSegments(run: RunDescription, fs: SpoolFs): RunSegments {
  const { place } = run
  return place.kind === 'file'
    ? openFileSegments(run, place.folder, fs)
    : openMemorySegments(run, place.buffer, place.slots)
}

type OpenFile = { readonly fd: number; size: number }

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one map of open files
function openFileSegments(run: RunDescription, folder: string, fs: SpoolFs): RunSegments {
  const state = run.state === undefined ? undefined : createRunState(run.state)
  const files = new Map<number, OpenFile>()
  let seen = -1

  function open(segment: number): void {
    try {
      const fd = fs.open(join(folder, segmentName(run.id, segment)), 'read')
      files.set(segment, { fd, size: fs.stat(fd).size })
    } catch {
      // gone before we saw it: the gap in the numbers tells how many lines it held
    }
  }

  function observe(): void {
    const last = state?.end().segment ?? seen
    for (const file of files.values()) if (seen < last) file.size = fs.stat(file.fd).size
    while (seen < last) open(++seen)
  }

  for (const name of list(fs, folder)) {
    const parsed = parseSegmentName(name)
    if (parsed?.run !== run.id) continue
    const isPublished = state === undefined || parsed.index <= state.end().segment
    if (isPublished) open(parsed.index)
    if (isPublished) seen = Math.max(seen, parsed.index)
  }

  return {
    id: run.id,
    state,
    observe,
    list: () => [...files.keys()].sort((a, b) => a - b),
    size(segment) {
      const end = state?.end()
      return end?.segment === segment ? end.offset : (files.get(segment)?.size ?? 0)
    },
    read(segment, offset, length) {
      const file = files.get(segment)
      const bytes = Buffer.allocUnsafe(length)
      if (file === undefined) return bytes.subarray(0, 0)
      return bytes.subarray(0, readAll(fs, file.fd, bytes, offset))
    },
    async sync() {
      await Promise.all([...files.values()].slice(-2).map((file) => fs.sync(file.fd)))
    },
    remove(segment) {
      const file = files.get(segment)
      if (file === undefined) return
      fs.close(file.fd)
      files.delete(segment)
      try {
        fs.remove(join(folder, segmentName(run.id, segment)))
      } catch {
        // delivered anyway: at the next start it is read again, and its ids are the same
      }
    },
    close() {
      for (const { fd } of files.values()) fs.close(fd)
      files.clear()
    }
  }
}

function readAll(fs: SpoolFs, fd: number, bytes: Buffer, offset: number): number {
  let done = 0
  while (done < bytes.length) {
    const count = fs.read(fd, bytes, done, bytes.length - done, offset + done)
    if (count === 0) break
    done += count
  }
  return done
}

function list(fs: SpoolFs, folder: string): readonly string[] {
  try {
    return fs.list(folder)
  } catch {
    return []
  }
}

function openMemorySegments(
  run: RunDescription,
  buffer: SharedArrayBuffer,
  slots: number
): RunSegments {
  const state = createRunState(run.state)
  const slotBytes = buffer.byteLength / slots
  const slot = (segment: number): Buffer =>
    Buffer.from(buffer, (segment % slots) * slotBytes, slotBytes)
  return {
    id: run.id,
    state,
    observe: () => undefined,
    list() {
      const first = state.first()
      return Array.from({ length: state.end().segment - first + 1 }, (_, index) => first + index)
    },
    size(segment) {
      const end = state.end()
      return end.segment === segment ? end.offset : slot(segment).readUInt32LE(0)
    },
    read(segment, offset, length) {
      const bytes = slot(segment)
      // a copy: the slot is used again, and text is decoded later
      return Buffer.from(bytes.subarray(SLOT_HEAD + offset, SLOT_HEAD + offset + length))
    },
    sync: async () => undefined,
    remove: (segment) => state.setFirst(segment + 1),
    close: () => undefined
  }
}
