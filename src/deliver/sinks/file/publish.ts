/**
 * From an unfinished file to one that readers see.
 *
 * In: a part. Out: a file in its partition, in the format and compression asked for.
 * Promise: a reader sees the whole file or none: it is written beside, synced and renamed. A crash in between leaves the
 * part, and the next start does it again under the same name.
 */
import { createWriteStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createCompressor } from './compress.ts'
import { writeParquet } from './parquet.ts'
import type { Part } from './part.ts'
import type { FileSettings } from './settings.ts'

/** Puts the part's lines in place and removes the part. */
export async function publish(part: Part, settings: FileSettings): Promise<void> {
  const target = targetOf(part, settings)
  await part.repair()
  if (part.size > 0 && !(await isThere(target))) {
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await (isPlain(settings) ? moveLines(part, target) : writeBeside(part, target, settings))
    await syncFolder(dirname(target))
  }
  await rm(part.path, { force: true })
  await part.close()
}

async function moveLines(part: Part, target: string): Promise<void> {
  await part.sync()
  await rename(part.path, target)
}

async function writeBeside(part: Part, target: string, settings: FileSettings): Promise<void> {
  const beside = `${part.path}.tmp`
  try {
    await (settings.format === 'parquet'
      ? writeParquet(part, beside, settings)
      : writeCompressed(part, beside, settings))
    await rename(beside, target)
  } catch (error) {
    // Half a file is of no use, and where the disk is full it is in the way.
    await rm(beside, { force: true }).catch(() => {})
    throw error
  }
}

async function writeCompressed(part: Part, path: string, settings: FileSettings): Promise<void> {
  const compressor = createCompressor(settings.compression)
  if (compressor === undefined) throw new Error(`no compression ${settings.compression}`)
  const output = createWriteStream(path, { mode: 0o600, flush: true })
  await pipeline(copiesOf(part), compressor, output)
}

/** A stream reads ahead, and a piece is good only until the next one is read. */
async function* copiesOf(part: Part): AsyncGenerator<Buffer> {
  for await (const piece of part.read()) yield Buffer.from(piece)
}

function isPlain({ format, compression }: FileSettings): boolean {
  return format === 'ndjson' && compression === 'none'
}

const ENDINGS: Readonly<Record<string, string>> = { none: '', gzip: '.gz', zstd: '.zst' }

function targetOf({ name }: Part, { path, format, compression }: FileSettings): string {
  const ending = format === 'parquet' ? '.parquet' : `.ndjson${ENDINGS[compression] ?? ''}`
  return join(path, name.partition, `${name.id}${ending}`)
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false
  )
}

/** A rename is on the disk once its folder is. Not every system can open a folder. */
async function syncFolder(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {}
}
