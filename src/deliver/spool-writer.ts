/**
 * The logging half: lines in, frames out.
 *
 * In: safe lines. Out: a run that the pump reads. Promise: costs one string addition a line and one write a tick; never throws;
 * what finds no room is counted for the sinks that should have had it, what is below ERROR first.
 */

import type { DropBooks } from './drop-books.ts'
import { encodeFrame, FRAME_OVERHEAD, sealFrame } from './frame.ts'
import { ERROR_LEVEL } from './levels.ts'
import type { Targets } from './pump.ts'
import type { RunWriter } from './run-writer.ts'
import type { PumpState } from './shared-state.ts'

export type SpoolWriterParts = {
  /** Undefined: no folder can be written. */
  readonly file: RunWriter | undefined
  /** Made when the file cannot take a frame. */
  readonly openMemory: () => RunWriter
  readonly state: PumpState
  readonly eachLine: boolean
  readonly maxBytes: number
  readonly heldBytes: number
  readonly blockMs: number
  readonly canBlock: boolean
  readonly drops: DropBooks
  readonly wake: () => void
  readonly now: () => number
}

export type SpoolWriter = {
  write(line: string): void
  /** Writes what is gathered. */
  commit(): void
  /** The number after each run's last line. */
  targets(): Targets
  /** Looks after the file; call it now and then. */
  check(): void
  /** Lines that are neither written nor dropped. */
  held(): number
  /** Takes no more lines. */
  close(): void
  /** The pump is done with the files. */
  release(): void
}

/** A tick that logs more than this is written in parts. */
const MOST_TEXT = 128 * 1024
/** So long after a failed write the file is tried again. */
const FILE_AGAIN_MS = 5000

type Piece = { text: string; count: number }

/** Whole lines together up to a length; a longer line stands alone. */
function toPieces(text: string, most: number): readonly Piece[] {
  const pieces: Piece[] = []
  for (const line of text.split('\n').slice(0, -1)) {
    const last = pieces.at(-1)
    if (last !== undefined && last.text.length + line.length < most) {
      last.text += `${line}\n`
      last.count++
    } else pieces.push({ text: `${line}\n`, count: 1 })
  }
  return pieces
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over the text of one tick
export function createSpoolWriter(parts: SpoolWriterParts): SpoolWriter {
  const { file, state, drops, now } = parts
  let memory: RunWriter | undefined
  let text = ''
  let count = 0
  let isScheduled = false
  let failedAt = Number.NEGATIVE_INFINITY
  let lastTime = 0
  let isClosed = false
  let scratch = Buffer.allocUnsafe(FRAME_OVERHEAD + MOST_TEXT * 2)

  function write(line: string): void {
    if (isClosed) {
      drops.add([line], 'closed')
      return
    }
    if (parts.canBlock && state.isFull()) waitForRoom()
    text += line
    count++
    if (parts.eachLine || text.length > MOST_TEXT) commit()
    else if (!isScheduled) {
      isScheduled = true
      setImmediate(commit)
    }
  }

  function waitForRoom(): void {
    commit()
    parts.wake()
    const until = now() + parts.blockMs
    while (state.isFull() && now() < until) state.waitForRoom(Math.max(1, until - now()))
  }

  function commit(): void {
    isScheduled = false
    if (count === 0) return
    if (!drops.isEmpty()) writeDrops()
    if (put()) {
      text = ''
      count = 0
    } else shrink()
    if (state.takeSleep()) parts.wake()
  }

  /** The frame of what is gathered, for a run that numbers it. */
  function toFrame(run: RunWriter): Buffer {
    if (text.length * 3 + FRAME_OVERHEAD > scratch.length) grow()
    const length = scratch.write(text, FRAME_OVERHEAD)
    // ids sort by time: a clock that was set back must not turn them round
    lastTime = Math.max(lastTime, Date.now())
    sealFrame(scratch, length, 'lines', run.nextSeq(), lastTime, count)
    return scratch.subarray(0, FRAME_OVERHEAD + length)
  }

  function grow(): void {
    const needed = Buffer.byteLength(text) + FRAME_OVERHEAD
    if (needed > scratch.length) scratch = Buffer.allocUnsafe(needed * 2)
  }

  /** The clock is read only where a write failed before. */
  const isFileDue = (): boolean =>
    failedAt === Number.NEGATIVE_INFINITY || now() - failedAt >= FILE_AGAIN_MS

  function put(): boolean {
    if (file !== undefined && isFileDue()) {
      if (isOver(file)) return false
      if (file.append(toFrame(file), count)) return true
      failedAt = now()
    }
    memory ??= parts.openMemory()
    return putPieces(memory)
  }

  /** Shared memory takes frames of a certain size only. */
  function putPieces(run: RunWriter): boolean {
    if (text.length * 3 + FRAME_OVERHEAD <= run.maxFrame) return run.append(toFrame(run), count)
    const pieces = toPieces(text, (run.maxFrame - FRAME_OVERHEAD) / 3)
    for (const [index, piece] of pieces.entries()) {
      text = piece.text
      count = piece.count
      if (isPut(run)) continue
      text = pieces
        .slice(index)
        .map((each) => each.text)
        .join('')
      count = pieces.slice(index).reduce((sum, each) => sum + each.count, 0)
      return false
    }
    return true
  }

  function isPut(run: RunWriter): boolean {
    const frame = toFrame(run)
    if (frame.length <= run.maxFrame) return run.append(frame, count)
    drops.add([text], 'too large')
    return true
  }

  /** The pump sheds what is too much; only if it does not come to it, we do. */
  function isOver(run: RunWriter): boolean {
    return run.state.appended() - run.state.released() > parts.maxBytes
  }

  function writeDrops(): void {
    const run = file !== undefined && isFileDue() ? file : memory
    if (run === undefined || isOver(run)) return
    const body = JSON.stringify(drops.counts())
    if (run.append(encodeFrame('drops', run.nextSeq(), lastTime, 0, body), 0)) drops.clear()
  }

  /** Holds what found no room, up to a bound: then the oldest below ERROR goes, then the oldest. */
  function shrink(): void {
    if (text.length <= parts.heldBytes) return
    const lines = text.split('\n').slice(0, -1)
    const dropped: string[] = []
    const left = dropFirst(lines, dropped, (line) => drops.levelOf(line) < ERROR_LEVEL)
    const last = dropFirst(left, dropped, () => true)
    drops.add(dropped, 'spool full')
    text = last.map((line) => `${line}\n`).join('')
    count = last.length
  }

  function dropFirst(
    lines: readonly string[],
    dropped: string[],
    mayDrop: (line: string) => boolean
  ): readonly string[] {
    let bytes = lines.reduce((sum, line) => sum + line.length + 1, 0)
    return lines.filter((line) => {
      if (bytes <= parts.heldBytes / 2 || !mayDrop(line)) return true
      bytes -= line.length + 1
      dropped.push(line)
      return false
    })
  }

  function check(): void {
    if (file?.restore() === false) failedAt = now()
    commit()
  }

  return {
    write,
    commit,
    targets() {
      const runs = [file, memory].flatMap((run) => run ?? [])
      return Object.fromEntries(runs.map((run) => [run.description.id, run.nextSeq()]))
    },
    check,
    held: () => count,
    close() {
      check()
      isClosed = true
      if (count > 0) drops.add(text.split('\n').slice(0, -1), 'spool full')
      text = ''
      count = 0
    },
    release() {
      file?.close()
    }
  }
}
