/**
 * The options of the sink `file`.
 *
 * In: what the user wrote. Out: issues, or settings with every default.
 * Promise: what would fail at the first file (a missing package, a compression that this Node lacks) is told at start.
 */
import type { Issue } from '../../../errors.ts'
import type { ColumnType } from '../../../record/columns.ts'
import {
  type Check,
  expecting,
  isBoolean,
  isCount,
  isFields,
  isText,
  objectOf,
  oneOf
} from '../../option-check.ts'
import { isZstdKnown } from './compress.ts'

export type FileFormat = 'ndjson' | 'parquet'

export type Compression = 'none' | 'gzip' | 'zstd' | 'snappy'

/** What the sink `file` can be told. */
export type FileSettingsInput = {
  /** The folder; files stand in `date=YYYY-MM-DD/hour=HH` below it, by the record's time in UTC. */
  readonly path: string
  /** Parquet needs the package hyparquet-writer. @default 'ndjson' */
  readonly format?: FileFormat
  /** zstd needs Node 22.15 or later, snappy is Parquet's alone. @default 'none' for ndjson, 'snappy' for parquet */
  readonly compression?: Compression
  /** A file is closed at that many bytes of lines. @default 67108864 */
  readonly maxBytes?: number
  /** A file is closed that long after its first line, in ms. @default 300000 */
  readonly maxAgeMs?: number
  /** Wait for the disk before a batch counts as delivered: nothing is lost when the machine loses power. @default false */
  readonly fsync?: boolean
  /**
   * Columns of a flat record (a sink whose `fields` is an object of names): their names and types, one of timestamp, string,
   * integer, number, json. @default the standard record's, with your own fields under `attrs`
   */
  readonly columns?: Readonly<Record<string, ColumnType>>
}

export type FileSettings = Required<Omit<FileSettingsInput, 'columns'>> & {
  readonly columns: Readonly<Record<string, ColumnType>> | undefined
}

const COLUMN_TYPES: readonly ColumnType[] = [
  'timestamp',
  'string',
  'text',
  'ip',
  'integer',
  'number',
  'json'
]

const checkEach: Check = objectOf(
  {
    path: isText,
    format: oneOf(['ndjson', 'parquet']),
    compression: oneOf(['none', 'gzip', 'zstd', 'snappy']),
    maxBytes: isCount,
    maxAgeMs: isCount,
    fsync: isBoolean,
    columns: expecting(`an object of names and types (${COLUMN_TYPES.join(', ')})`, areColumns)
  },
  ['path']
)

/** Every problem of the options. */
export function checkFileSettings(options: unknown, path: string): readonly Issue[] {
  const issues = checkEach(options, path)
  if (issues.length > 0) return issues
  return checkTogether(options as FileSettingsInput).map(([name, message]) => ({
    path: path === '' ? name : `${path}.${name}`,
    message
  }))
}

export function toFileSettings(options: FileSettingsInput): FileSettings {
  const { path, format = 'ndjson', fsync = false, columns } = options
  return {
    path,
    format,
    compression: options.compression ?? (format === 'parquet' ? 'snappy' : 'none'),
    maxBytes: options.maxBytes ?? 64 * 1024 * 1024,
    maxAgeMs: options.maxAgeMs ?? 300_000,
    fsync,
    columns
  }
}

function checkTogether({
  format,
  compression
}: FileSettingsInput): readonly (readonly [name: string, message: string])[] {
  if (compression === 'zstd' && !isZstdKnown()) {
    const message =
      'expected a compression that this Node has, got zstd, which needs Node 22.15 or later; use gzip'
    return [['compression', message]]
  }
  if (compression === 'snappy' && format !== 'parquet') {
    return [
      ['compression', "expected none, gzip or zstd, got snappy, which is Parquet's; use gzip"]
    ]
  }
  if (format === 'parquet' && !isInstalled()) {
    const message =
      'expected the package hyparquet-writer, got none; run `npm install hyparquet-writer`'
    return [['format', message]]
  }
  return []
}

function isInstalled(): boolean {
  try {
    require.resolve('hyparquet-writer')
    return true
  } catch {
    return false
  }
}

function areColumns(value: unknown): boolean {
  if (!isFields(value)) return false
  const types = Object.values(value)
  return types.length > 0 && types.every((type) => COLUMN_TYPES.includes(type as ColumnType))
}
