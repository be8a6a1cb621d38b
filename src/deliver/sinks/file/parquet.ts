/**
 * Lines as a Parquet file.
 *
 * In: a part whose lines are rows of columns. Out: a file with typed, nested columns; JSON columns are marked as such.
 * Promise: memory is bounded by one row group; a value that does not fit its column is null.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import type { ParquetWriter as Writer } from 'hyparquet-writer'
import { PAGE_COMPRESSORS } from './compress.ts'
import { type ParquetColumn, toParquetColumns, toSchema } from './parquet-columns.ts'
import type { Part } from './part.ts'
import type { FileSettings } from './settings.ts'

const GROUP_ROWS = 50_000
const GROUP_CHARS = 16 * 1024 * 1024

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
    for await (const lines of groupsOf(part)) {
      writeGroup(writer, tree, lines)
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

function writeGroup(
  writer: Writer,
  columns: readonly ParquetColumn[],
  lines: readonly string[]
): void {
  const rows = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
  writer.write({
    columnData: columns.map(({ name, toValue }) => ({
      name,
      data: rows.map((row) => toValue(row[name]))
    })),
    rowGroupSize: lines.length
  })
}

async function* groupsOf(part: Part): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder('utf8')
  let lines: string[] = []
  let chars = 0
  let rest = ''
  for await (const piece of part.read()) {
    const texts = (rest + decoder.write(piece)).split('\n')
    rest = texts.pop() ?? ''
    for (const text of texts) {
      lines.push(text)
      chars += text.length
    }
    if (lines.length >= GROUP_ROWS || chars >= GROUP_CHARS) {
      yield lines
      lines = []
      chars = 0
    }
  }
  if (lines.length > 0) yield lines
}

function rethrow(error: unknown): never {
  throw error
}
