/**
 * A run: the lines that one writer numbered, in segments.
 *
 * In: nothing. Out: names and shapes that both threads agree on. Promise: all of it can be cloned to a worker.
 */
import { randomBytes } from 'node:crypto'

/** What the pump must know to read a run. */
export type RunDescription = {
  readonly id: string
  readonly place:
    | { readonly kind: 'file'; readonly folder: string }
    | {
        readonly kind: 'memory'
        readonly buffer: SharedArrayBuffer
        readonly slots: number
        readonly positions: SharedArrayBuffer
      }
  /** State that the writer shares; undefined for what a dead process left. */
  readonly state: SharedArrayBuffer | undefined
}

/** The rule set that looked at a run's lines. */
export type RunManifest = { readonly id: string; readonly rules: readonly string[] }

/** What the first frame of each segment says: whose lines these are. */
export type RunMeta = {
  readonly run: string
  /** Eight hex digits, the last part of each record id. */
  readonly salt: string
  /** Members of the record that are added on delivery, as JSON text without braces. */
  readonly members: string
  readonly manifest: RunManifest | null
}

/** Twelve hex digits of time and eight of chance: sorts by start. */
export function createRunId(now: number): { readonly id: string; readonly salt: string } {
  const salt = randomBytes(4).toString('hex')
  return { id: now.toString(16).padStart(12, '0') + salt, salt }
}

const SEGMENT = /^([0-9a-f]{20}(?:~[\w.-]+)?)-(\d{8,})\.seg$/

export function segmentName(run: string, index: number): string {
  return `${run}-${String(index).padStart(8, '0')}.seg`
}

export function positionsName(run: string): string {
  return `${run}.acks`
}

/** Run and number of a segment file; undefined for any other file. */
export function parseSegmentName(
  name: string
): { readonly run: string; readonly index: number } | undefined {
  const match = SEGMENT.exec(name)
  return match === null ? undefined : { run: match[1] as string, index: Number(match[2]) }
}

/** The meta frame's body, read back. */
export function parseMeta(body: Buffer): RunMeta | undefined {
  try {
    const meta = JSON.parse(body.toString('utf8')) as RunMeta
    return typeof meta.salt === 'string' && typeof meta.members === 'string' ? meta : undefined
  } catch {
    return undefined
  }
}

/** Before the bytes of each slot of a run in memory: how many there are. */
export const SLOT_HEAD = 4

/** Bytes that hold the positions of a run in memory. */
export const MEMORY_POSITION_BYTES: number = 8 + 2 * 64 * 1024
