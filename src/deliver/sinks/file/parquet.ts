/**
 * Lines as a Parquet file.
 *
 * In: a part whose lines are rows of columns. Out: a file with typed, nested columns; JSON columns are marked as such.
 * Promise: memory is bounded by one row group; a value that does not fit its column is null; the thread has its turn between
 * two thousand lines, so that other sinks and the heart go on.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import { setImmediate } from 'node:timers/promises'
import type { ParquetWriter as Writer } from 'hyparquet-writer'
import { PAGE_COMPRESSORS } from './compress.ts'
import { type ParquetColumn, toParquetColumns, toSchema } from './parquet-columns.ts'
import type { Part } from './part.ts'
import type { FileSettings } from './settings.ts'

const GROUP_ROWS = 50_000
const GROUP_CHARS = 16 * 1024 * 1024
const LINES_A_TURN = 2000

const CODECS = { none: 'UNCOMPRESSED', gzip: 'GZIP', zstd: 'ZSTD', snappy: 'SNAPPY' } as const

/** Writes the part's lines to a new file and syncs it. */
export async function writeParquet(
  part: Part,
  path: string,
  { compression, columns }: FileSettings
): Promise<void> {
  // An ES module, and an optional peer: loaded when the first file is closed.
  // with a catch, a bundler leaves out an optional package that is not installed
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer').catch(rethrow)
  const handle = await open(path, 'w', 0o600)
  try {
    const bytes = new ByteWriter()
    const tree = toParquetColumns(columns)
    const writer = new ParquetWriter({
      writer: bytes,
      schema: toSchema(tree),
      codec: CODECS[compression],
      compressors: PAGE_COMPRESSORS,
      createdBy: 'logveil'
    })
    for await (const group of groupsOf(part, tree)) {
      writeGroup(writer, tree, group)
      await flush(handle, bytes)
    }
    writer.finish()
    await flush(handle, bytes)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

type Bytes = { getBytes(): Uint8Array; index: number }

async function flush(handle: FileHandle, bytes: Bytes): Promise<void> {
  const written = bytes.getBytes()
  for (let at = 0; at < written.length; ) {
    at += (await handle.write(written, at, written.length - at)).bytesWritten
  }
  bytes.index = 0
}

/** The values of a row group, by column: what was parsed is not kept, so the collector has less to carry. */
type Group = { readonly columns: readonly unknown[][]; rows: number; chars: number }

function openGroup(tree: readonly ParquetColumn[]): Group {
  return { columns: tree.map(() => []), rows: 0, chars: 0 }
}

function addLine(group: Group, tree: readonly ParquetColumn[], line: string): void {
  const row = JSON.parse(line) as Readonly<Record<string, unknown>>
  for (let index = 0; index < tree.length; index++) {
    const { name, toValue } = tree[index] as ParquetColumn
    const value = row[name]
    group.columns[index]?.push(value === undefined ? undefined : toValue(value))
  }
  group.rows++
  group.chars += line.length
}

function writeGroup(writer: Writer, tree: readonly ParquetColumn[], group: Group): void {
  writer.write({
    columnData: tree.map(({ name, hasBounds }, index) => ({
      name,
      data: group.columns[index] as unknown[],
      statistics: hasBounds
    })),
    rowGroupSize: group.rows
  })
}

async function* groupsOf(part: Part, tree: readonly ParquetColumn[]): AsyncGenerator<Group> {
  const decoder = new StringDecoder('utf8')
  let group = openGroup(tree)
  let rest = ''
  for await (const piece of part.read()) {
    const texts = (rest + decoder.write(piece)).split('\n')
    rest = texts.pop() ?? ''
    for (const [index, text] of texts.entries()) {
      if (index % LINES_A_TURN === LINES_A_TURN - 1) await setImmediate()
      addLine(group, tree, text)
    }
    if (group.rows >= GROUP_ROWS || group.chars >= GROUP_CHARS) {
      yield group
      group = openGroup(tree)
    }
  }
  if (group.rows > 0) yield group
}

function rethrow(error: unknown): never {
  throw error
}
