/**
 * The standard output of this process, shared by all its loggers.
 *
 * In: what a logger wants of it. Out: a stream for lines, and the logger's books.
 * Promise: one writer however many loggers there are and however often this file was loaded: two of them would write
 * into each other's lines.
 */
import { writeSync } from 'node:fs'
import type { Books } from './ledger.ts'
import { openDescriptor } from './stdout-descriptor.ts'
import { createSpill } from './stdout-spill.ts'
import { type OnFull, type Owner, StdoutWriter } from './stdout-writer.ts'

export type StdoutOptions = {
  /** What happens to lines that a stalled reader leaves no room for. @default 'spill' */
  readonly onFull?: 'spill' | 'drop' | 'block'
  /** Where lines wait on disk. @default the system's folder for temporary files */
  readonly spillFolder?: string
  /** How long the end of the process and `flush()` wait for a reader that takes nothing. @default 5000 */
  readonly deadlineMs?: number
}

export const ON_FULL: readonly OnFull[] = ['spill', 'drop', 'block']

export type Stdout = {
  write(line: string): void
  /** A line that is in nobody's books. */
  announce(line: string): void
  /** False if the reader took nothing for as long as the deadline says. */
  flush(): Promise<boolean>
  flushSync(): void
}

const DEADLINE_MS = 5000
const SHARED: unique symbol = Symbol.for('logveil.stdout.1') as never
type Shared = { [SHARED]?: StdoutWriter }

export function openStdout(
  options: StdoutOptions,
  books: Books,
  report: (trouble: string) => void
): Stdout {
  const writer = sharedWriter(options.spillFolder)
  const owner: Owner = {
    delivered: books.delivered,
    dropped: books.dropped,
    onFull: options.onFull ?? 'spill',
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    report
  }
  const nobody: Owner = { ...owner, delivered: () => undefined, dropped: () => undefined }
  return {
    write: (line) => writer.write(line, owner),
    announce: (line) => writer.write(line, nobody),
    flush: () => writer.flush(owner.deadlineMs),
    flushSync: () => void writer.flushSync(owner.deadlineMs)
  }
}

/** Flushes what any logger wrote, also those that nobody holds any more; true if there is nothing to flush. */
export function flushStdout(deadlineMs: number): Promise<boolean> {
  const writer = (globalThis as Shared)[SHARED]
  return writer === undefined ? Promise.resolve(true) : writer.flush(deadlineMs, deadlineMs)
}

function sharedWriter(spillFolder: string | undefined): StdoutWriter {
  const shared = globalThis as Shared
  shared[SHARED] ??= startWriter(spillFolder)
  return shared[SHARED]
}

function startWriter(spillFolder: string | undefined): StdoutWriter {
  const fd = openDescriptor()
  const cell = new Int32Array(new SharedArrayBuffer(4))
  const writer = new StdoutWriter({
    device: (bytes, offset, length) => writeSync(fd, bytes, offset, length),
    openSpill: () => createSpill(spillFolder),
    now: () => performance.now(),
    sleep: (ms) => void Atomics.wait(cell, 0, 0, ms)
  })
  process.on('beforeExit', () => writer.pause())
  process.on('exit', () => writer.end())
  return writer
}
