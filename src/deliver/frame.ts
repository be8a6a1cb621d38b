/**
 * What a spool segment is made of.
 *
 * In: lines, or bytes of a segment. Out: a frame, or the news that there is none.
 * Promise: a frame is read whole and unchanged, or not at all.
 *
 *     frame   = length u32 | crc32 u32 | payload                 (little endian; both over the payload)
 *     payload = kind u8 | sequence u48 | time u48 | count u32 | body
 *
 * A frame holds what was logged in one tick: one checksum and one write for all of it.
 */
import { crc32 } from './crc32.ts'

/** `meta` opens each segment: whose lines these are. `drops`: what could not be written before this point. */
export type FrameKind = 'meta' | 'lines' | 'drops'

export type Frame = {
  readonly kind: FrameKind
  /** Number of the first line. */
  readonly seq: number
  /** Epoch ms at which the frame was written: the time part of its record ids. */
  readonly time: number
  /** How many lines, newline after each. */
  readonly count: number
  readonly body: Buffer
  /** Where the next frame begins. */
  readonly end: number
}

const HEAD = 8
const FIXED = 17
/** Bytes of a frame beside its body. */
export const FRAME_OVERHEAD: number = HEAD + FIXED
/** A longer frame is no frame: a length read from torn bytes must not ask for gigabytes. */
const MAX_PAYLOAD = 512 * 1024 * 1024
const KINDS: readonly FrameKind[] = ['meta', 'lines', 'drops']

/** A frame with this body. */
export function encodeFrame(
  kind: FrameKind,
  seq: number,
  time: number,
  count: number,
  body: string | Buffer
): Buffer {
  const length = Buffer.byteLength(body)
  const bytes = Buffer.allocUnsafe(FRAME_OVERHEAD + length)
  if (typeof body === 'string') bytes.write(body, FRAME_OVERHEAD)
  else body.copy(bytes, FRAME_OVERHEAD)
  sealFrame(bytes, length, kind, seq, time, count)
  return bytes
}

/** Writes the head before a body that already stands at FRAME_OVERHEAD. */
export function sealFrame(
  bytes: Buffer,
  bodyLength: number,
  kind: FrameKind,
  seq: number,
  time: number,
  count: number
): void {
  bytes.writeUInt8(KINDS.indexOf(kind), HEAD)
  bytes.writeUIntLE(seq, HEAD + 1, 6)
  bytes.writeUIntLE(time, HEAD + 7, 6)
  bytes.writeUInt32LE(count, HEAD + 13)
  bytes.writeUInt32LE(FIXED + bodyLength, 0)
  bytes.writeUInt32LE(crc32(bytes.subarray(HEAD, FRAME_OVERHEAD + bodyLength)), 4)
}

/** The frame at an offset. `short`: its end is not among these bytes. `broken`: these bytes are no frame. */
export function readFrame(bytes: Buffer, at: number): Frame | 'short' | 'broken' {
  const length = payloadLength(bytes, at)
  if (typeof length !== 'number') return length
  const end = at + HEAD + length
  if (end > bytes.length) return 'short'
  const payload = bytes.subarray(at + HEAD, end)
  if (crc32(payload) !== bytes.readUInt32LE(at + 4)) return 'broken'
  const kind = KINDS[payload.readUInt8(0)]
  if (kind === undefined) return 'broken'
  return {
    kind,
    seq: payload.readUIntLE(1, 6),
    time: payload.readUIntLE(7, 6),
    count: payload.readUInt32LE(13),
    body: payload.subarray(FIXED),
    end
  }
}

/** Bytes that the frame at this offset takes, head included; undefined where no frame can begin. */
export function frameLength(bytes: Buffer, at: number): number | undefined {
  const length = payloadLength(bytes, at)
  return typeof length === 'number' ? HEAD + length : undefined
}

function payloadLength(bytes: Buffer, at: number): number | 'short' | 'broken' {
  if (at + HEAD > bytes.length) return 'short'
  const length = bytes.readUInt32LE(at)
  return length < FIXED || length > MAX_PAYLOAD ? 'broken' : length
}
