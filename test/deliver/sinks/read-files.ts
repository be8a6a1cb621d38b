/**
 * What the sink `file` wrote, read by other code: Node's zlib and hyparquet.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { SafeRecord } from '../../../src/deliver/sink.ts'

/** Paths of finished files below a folder, in the order in which they were begun. */
export function finishedFiles(folder: string): readonly string[] {
  const names = filesBelow(folder).filter((name) => !name.startsWith('.'))
  return names.sort().map((name) => join(folder, name))
}

export function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  } catch {
    return []
  }
}

/** Records of all finished files. */
export async function readFiles(folder: string): Promise<readonly SafeRecord[]> {
  const records: SafeRecord[] = []
  for (const path of finishedFiles(folder)) records.push(...(await readRecords(path)))
  return records.sort((a, b) => String(a.time).localeCompare(String(b.time)))
}

async function readRecords(path: string): Promise<readonly SafeRecord[]> {
  const bytes = readFileSync(path)
  if (path.endsWith('.parquet')) {
    const { parquetReadObjects } = await import('hyparquet')
    const { buffer, byteOffset, length } = bytes
    const file = buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer
    const rows = await parquetReadObjects({
      file,
      compressors: { GZIP: (page: Uint8Array) => new Uint8Array(gunzipSync(page)) }
    })
    return rows.map((row) => ({ ...row, time: (row.time as Date).toISOString() }))
  }
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SafeRecord)
}
