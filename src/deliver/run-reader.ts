/**
 * A run's segments become lines again.
 *
 * In: a position. Out: what stands there, and the position after it.
 * Promise: a torn tail is cut off; what is missing in the middle is counted by the numbers on both sides of it; lanes that
 * read the same place share the work.
 */
import { createEntry, type Entry } from './entry.ts'
import { FRAME_OVERHEAD, type Frame, frameLength, readFrame } from './frame.ts'
import { createRecordIds } from './record-id.ts'
import { parseMeta, type RunManifest, type RunMeta } from './run.ts'
import type { RunSegments } from './run-segments.ts'

/** A place in a run. `seq` is the number of the next line; -1: not known, so nothing can be missing before it. */
export type Position = { readonly segment: number; readonly offset: number; readonly seq: number }

export const START: Position = { segment: 0, offset: 0, seq: -1 }

/** Lines that were dropped before they could be written: by sink, by reason. */
export type Drops = Readonly<Record<string, Readonly<Record<string, number>>>>

export type Step = {
  /** Where this frame begins. */
  readonly start: Position
  readonly next: Position
  /** Made when they are first asked for: who only counts needs none. */
  readonly entries: readonly Entry[]
  readonly manifest: RunManifest | null
  readonly drops: Drops | undefined
  readonly bytes: number
}

export type RunReader = {
  readonly id: string
  readonly segments: RunSegments
  /** What its segments say of it; undefined until one was read. */
  meta(): RunMeta | undefined
  /** Undefined: nothing there yet. */
  next(position: Position): Step | undefined
  /** Lines that should stand between a position and what was found there, and do not. */
  gapBefore(position: Position, step: Step): number
  /** Bytes from a position to the end. */
  bytesAfter(position: Position): number
}

const CHUNK = 256 * 1024
/** Steps that are kept for the other lanes: a lane that keeps up reads what another has just decoded. */
const KEPT_STEPS = 16

type Chunk = { segment: number; offset: number; bytes: Buffer }
type Found = { readonly frame: Frame; readonly segment: number; readonly offset: number }

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one cache
export function createRunReader(segments: RunSegments): RunReader {
  const isSparse = segments.id.includes('~')
  const metas = new Map<number, RunMeta | undefined>()
  const steps = new Map<string, Step>()
  let chunk: Chunk = { segment: -1, offset: 0, bytes: Buffer.alloc(0) }

  function bytesAt(segment: number, offset: number, size: number): Buffer {
    const held = chunk.offset + chunk.bytes.length
    const isHeld = chunk.segment === segment && offset >= chunk.offset && offset < held
    if (isHeld && (held - offset >= FRAME_OVERHEAD || held >= size)) {
      const bytes = chunk.bytes.subarray(offset - chunk.offset)
      const length = frameLength(bytes, 0)
      if (length === undefined || length <= bytes.length || held >= size) return bytes
    }
    const read = segments.read(segment, offset, Math.min(CHUNK, size - offset))
    const length = frameLength(read, 0) ?? 0
    const isLonger = length > read.length && offset + length <= size
    const bytes = isLonger ? segments.read(segment, offset, length) : read
    chunk = { segment, offset, bytes }
    return bytes
  }

  /** The frame at an offset, or the next whole one after bytes that are none. */
  function frameAt(segment: number, offset: number, size: number): Found | undefined {
    if (offset >= size) return undefined
    const bytes = bytesAt(segment, offset, size)
    const frame = readFrame(bytes, 0)
    if (typeof frame !== 'string') return { frame, segment, offset }
    const skip = frame === 'broken' ? frameLength(bytes, 0) : undefined
    return skip === undefined ? undefined : frameAt(segment, offset + skip, size)
  }

  function find(position: Position): Found | undefined {
    for (const segment of segments.list()) {
      if (segment < position.segment) continue
      const offset = segment === position.segment ? position.offset : 0
      const found = lineFrame(segment, offset, segments.size(segment))
      if (found !== undefined) return found
    }
    return undefined
  }

  function lineFrame(segment: number, from: number, size: number): Found | undefined {
    let found = frameAt(segment, from, size)
    while (found?.frame.kind === 'meta') {
      keepMeta(segment, parseMeta(found.frame.body))
      found = frameAt(segment, found.offset + found.frame.end, size)
    }
    return found
  }

  /** A segment's meta holds the names of all rules: those of segments long gone must not pile up. */
  function keepMeta(segment: number, meta: RunMeta | undefined): void {
    metas.set(segment, meta)
    if (metas.size > KEPT_STEPS) metas.delete(metas.keys().next().value as number)
  }

  function metaOf(segment: number): RunMeta | undefined {
    if (!metas.has(segment)) {
      const bytes = segments.read(segment, 0, CHUNK)
      const frame = readFrame(bytes, 0)
      const isMeta = typeof frame !== 'string' && frame.kind === 'meta'
      keepMeta(segment, isMeta ? parseMeta(frame.body) : undefined)
    }
    return metas.get(segment)
  }

  function decode({ frame, segment, offset }: Found): Step {
    const meta = metaOf(segment)
    const isDrops = frame.kind === 'drops'
    const next = frame.seq + (isDrops ? 0 : frame.count)
    let entries: readonly Entry[] | undefined
    return {
      start: { segment, offset, seq: frame.seq },
      next: { segment, offset: offset + frame.end, seq: next },
      get entries() {
        entries ??= isDrops ? [] : toEntries(frame, meta)
        return entries
      },
      manifest: meta?.manifest ?? null,
      drops: isDrops ? (JSON.parse(frame.body.toString('utf8')) as Drops) : undefined,
      bytes: frame.end
    }
  }

  function keep(key: string, step: Step): void {
    steps.set(key, step)
    if (steps.size > KEPT_STEPS) steps.delete(steps.keys().next().value as string)
  }

  return {
    id: segments.id,
    segments,
    meta: () => [...metas.values()].find((meta) => meta !== undefined),
    next(position) {
      const key = `${position.segment}/${position.offset}`
      const known = steps.get(key)
      if (known !== undefined) return known
      const found = find(position)
      if (found === undefined) return undefined
      const step = decode(found)
      keep(key, step)
      return step
    },
    gapBefore(position, step) {
      return isSparse || position.seq === -1 ? 0 : Math.max(0, step.start.seq - position.seq)
    },
    bytesAfter(position) {
      let bytes = 0
      for (const segment of segments.list()) {
        if (segment === position.segment) bytes += segments.size(segment) - position.offset
        else if (segment > position.segment) bytes += segments.size(segment)
      }
      return Math.max(0, bytes)
    }
  }
}

/** Without its meta frame nobody knows the run's salt: ids then come from a salt of zeros, and stay the same too. */
function toEntries(frame: Frame, meta: RunMeta | undefined): readonly Entry[] {
  const idOf = createRecordIds(frame.time, meta?.salt ?? '00000000')
  const members = meta?.members ?? ''
  const lines = frame.body.toString('utf8').split('\n')
  const entries: Entry[] = []
  for (let index = 0; index < frame.count; index++) {
    const seq = frame.seq + index
    entries.push(createEntry(lines[index] ?? '', seq, idOf(seq), members, frame.time))
  }
  return entries
}
