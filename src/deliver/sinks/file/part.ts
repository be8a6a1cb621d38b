/**
 * An unfinished file: lines of one hour, in the folder `.open`.
 *
 * In: lines. Out: a file of whole lines of known size.
 * Promise: what append() resolved for is in the file, also after kill -9; what it rejected for is not; if somebody deletes
 * the file or its folder, what was appended is written again from the open handle.
 */
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Readers of partitioned folders (DuckDB, Spark, Hive) skip names that begin with a dot. */
export const OPEN_FOLDER = '.open'

/** Where the finished file belongs: `date=2026-11-23/hour=14`. */
export type Partition = string

const NAME = /^([\w.]+)~([\w-]+)~(date=[\d-]{10}_hour=\d\d)\.ndjson$/

export type PartName = {
  readonly owner: string
  readonly id: string
  readonly partition: Partition
}

export function parsePartName(file: string): PartName | undefined {
  const [, owner, id, partition] = NAME.exec(file) ?? []
  if (owner === undefined || id === undefined || partition === undefined) return undefined
  return { owner, id, partition: partition.replace('_', '/') }
}

export function toFileName({ owner, id, partition }: PartName): string {
  return `${owner}~${id}~${partition.replace('/', '_')}.ndjson`
}

export class Part {
  readonly name: PartName
  readonly path: string
  readonly openedAt: number
  #handle: FileHandle
  #size: number
  #isTorn = false

  private constructor(name: PartName, path: string, handle: FileHandle, at: number, size: number) {
    this.name = name
    this.path = path
    this.openedAt = at
    this.#handle = handle
    this.#size = size
  }

  static async create(folder: string, name: PartName, now: number): Promise<Part> {
    const path = join(folder, OPEN_FOLDER, toFileName(name))
    return new Part(name, path, await openNew(path), now, 0)
  }

  /** Takes over a dead process's file; undefined if another process was faster. */
  static async adopt(folder: string, from: PartName, owner: string): Promise<Part | undefined> {
    const name = { ...from, owner }
    const path = join(folder, OPEN_FOLDER, toFileName(name))
    try {
      await rename(join(folder, OPEN_FOLDER, toFileName(from)), path)
    } catch {
      return undefined
    }
    const handle = await open(path, 'r+')
    const part = new Part(name, path, handle, 0, await sizeOfLines(handle))
    part.#isTorn = true
    return part
  }

  /** Bytes of whole lines. */
  get size(): number {
    return this.#size
  }

  /** Appends whole lines or nothing. */
  async append(lines: Uint8Array, sync: boolean): Promise<void> {
    await this.repair()
    this.#isTorn = true
    await writeAll(this.#handle, lines, this.#size)
    if (sync) await this.#handle.datasync()
    this.#isTorn = false
    this.#size += lines.length
  }

  /** The file holds the whole lines and nothing else, and has a name. */
  async repair(): Promise<void> {
    if (this.#isTorn) {
      await this.#handle.truncate(this.#size)
      this.#isTorn = false
    }
    const { nlink } = await this.#handle.stat()
    if (nlink > 0) return
    const copy = await openNew(this.path)
    try {
      for await (const piece of this.read()) await copy.write(piece)
    } catch (error) {
      await copy.close()
      throw error
    }
    await this.#handle.close()
    this.#handle = copy
  }

  async sync(): Promise<void> {
    await this.#handle.datasync()
  }

  /** The whole lines, in pieces; each is good until the next is asked for. */
  async *read(): AsyncGenerator<Buffer> {
    const buffer = Buffer.allocUnsafe(256 * 1024)
    for (let at = 0; at < this.#size; ) {
      const length = Math.min(buffer.length, this.#size - at)
      const { bytesRead } = await this.#handle.read(buffer, 0, length, at)
      if (bytesRead === 0) throw Object.assign(new Error('a file became shorter'), { code: 'EIO' })
      yield buffer.subarray(0, bytesRead)
      at += bytesRead
    }
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }
}

async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx+', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    return await open(path, 'wx+', 0o600)
  }
}

/** A short write is gone on with; the next one tells what is wrong (ENOSPC). */
async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at)
    at += bytesWritten
  }
}

const NEWLINE = 10

/** Where the last whole line ends. */
async function sizeOfLines(handle: FileHandle): Promise<number> {
  const buffer = Buffer.allocUnsafe(64 * 1024)
  let end = (await handle.stat()).size
  while (end > 0) {
    const start = Math.max(0, end - buffer.length)
    const { bytesRead } = await handle.read(buffer, 0, end - start, start)
    const newline = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE)
    if (newline >= 0) return start + newline + 1
    end = start
  }
  return 0
}
