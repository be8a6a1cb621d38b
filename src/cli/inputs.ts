/**
 * Files and stdin become batches of lines.
 *
 * In: names as they were typed; none, or `-`, is stdin. Out: batches of lines, at the pace of whoever takes them.
 * Promise: an input that cannot be read costs only itself: it is told, and the others are still done.
 */
import { constants, fstatSync } from 'node:fs'
import { access, type FileHandle, open, stat } from 'node:fs/promises'
import { type Issue, LogveilError } from '../errors.ts'
import type { Io } from './command.ts'
import { createKeyBlocks } from './key-block.ts'
import { type Line, LineSplitter } from './line-splitter.ts'

export type Batch = { readonly lines: readonly Line[]; readonly bytes: number }

export type Input = {
  /** `-` is stdin. */
  readonly name: string
  /** Bytes, where that is known. */
  readonly size: number | undefined
  read(): AsyncIterable<Batch>
}

const CHUNK = 256 * 1024

/** Looks at what was named, and tells early what cannot be read. */
export async function openInputs(
  names: readonly string[],
  io: Io
): Promise<{ readonly inputs: readonly Input[]; readonly unreadable: readonly LogveilError[] }> {
  const inputs: Input[] = []
  const unreadable: LogveilError[] = []
  for (const name of names.length === 0 ? ['-'] : names) {
    try {
      inputs.push(name === '-' ? stdinInput(io) : await fileInput(name))
    } catch (error) {
      unreadable.push(toUnreadable(name, error))
    }
  }
  return { inputs, unreadable }
}

/** What stands on stderr when an input cannot be read. */
export function toUnreadable(name: string, error: unknown): LogveilError {
  if (error instanceof LogveilError) return error
  const code = (error as NodeJS.ErrnoException).code
  return unreadable(
    name,
    REASONS[code ?? ''] ?? `expected a readable file, got ${code ?? 'an error'}`
  )
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'expected a file, got nothing of this name; check the path',
  EACCES: 'expected a readable file, got no permission; run as a user who may read it',
  EPERM: 'expected a readable file, got no permission; run as a user who may read it',
  EISDIR: 'expected a file, got a directory; name the files in it'
}

function unreadable(name: string, message: string): LogveilError {
  const issue: Issue = { path: name === '-' ? 'stdin' : name, message }
  return new LogveilError('ERR_INPUT_UNREADABLE', 'An input cannot be read.', [issue])
}

function stdinInput(io: Io): Input {
  return { name: '-', size: undefined, read: () => toBatches('-', io.stdin) }
}

/** Looked at, not opened: a thousand names must not be a thousand open files, and a FIFO can be opened once only. */
async function fileInput(name: string): Promise<Input> {
  const status = await stat(name)
  if (status.isDirectory()) throw Object.assign(new Error('a directory'), { code: 'EISDIR' })
  await access(name, constants.R_OK)
  if (isOutput(status)) {
    const message = 'expected another file than the output, got the same; write to a new file'
    throw unreadable(name, message)
  }
  const size = status.isFile() ? status.size : undefined
  return { name, size, read: () => readFile(name) }
}

/** `logveil redact a.log >> a.log` would read what it writes, for ever. */
function isOutput(status: { dev: number; ino: number; isFile(): boolean }): boolean {
  try {
    const out = fstatSync(1)
    return status.isFile() && out.isFile() && out.dev === status.dev && out.ino === status.ino
  } catch {
    return false
  }
}

async function* readFile(name: string): AsyncIterable<Batch> {
  let handle: FileHandle | undefined
  try {
    handle = await open(name)
    yield* toBatches(name, readHandle(handle))
  } finally {
    await handle?.close()
  }
}

/** One buffer for the whole file: a stream would make a new one for each read. */
async function* readHandle(handle: FileHandle): AsyncIterable<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK)
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, null)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

async function* toBatches(
  name: string,
  source: AsyncIterable<Buffer | string>
): AsyncIterable<Batch> {
  const splitter = new LineSplitter()
  const blocks = createKeyBlocks()
  let isFirst = true
  for await (const piece of source) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    if (isFirst) refuseUnreadable(name, bytes)
    isFirst = false
    yield { lines: blocks.push(splitter.push(bytes)), bytes: bytes.length }
  }
  yield { lines: [...blocks.push(splitter.end()), ...blocks.end()], bytes: 0 }
}

// First bytes of what looks like a log by its name and holds no readable line.
const NOT_TEXT: readonly (readonly [bytes: string, name: string, advice: string])[] = [
  ['1f8b', 'gzip', 'write `zcat FILE | logveil …`'],
  ['28b52ffd', 'zstd', 'write `zstdcat FILE | logveil …`'],
  ['fd377a585a', 'xz', 'write `xzcat FILE | logveil …`'],
  ['425a68', 'bzip2', 'write `bzcat FILE | logveil …`'],
  ['fffe', 'UTF-16', 'write `iconv -f UTF-16 -t UTF-8 FILE | logveil …`'],
  ['feff', 'UTF-16', 'write `iconv -f UTF-16 -t UTF-8 FILE | logveil …`']
]

function refuseUnreadable(name: string, bytes: Buffer): void {
  const head = bytes.toString('hex', 0, 8)
  const found = NOT_TEXT.find(([magic]) => head.startsWith(magic))
  if (found !== undefined) {
    throw unreadable(name, `expected UTF-8 text, got ${found[1]}; ${found[2]}`)
  }
}
