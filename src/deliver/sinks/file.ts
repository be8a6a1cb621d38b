/**
 * The sink `file`: NDJSON or Parquet files in a folder partitioned by hour.
 *
 * In: records. Out: files in `date=YYYY-MM-DD/hour=HH`, by the record's time, that DuckDB, Spark and BigQuery open as they are.
 * Promise: a record is delivered once its line is in an unfinished file, which survives kill -9 and is finished by the
 * next start; readers see only whole files; a full disk or a lost folder delays records and loses none.
 *
 *     write ─► lines ─► .open/OWNER~ID~HOUR.ndjson ─ full, old or flush() ─► date=…/hour=…/ID.ndjson | .ndjson.gz | .parquet
 */
import type { Check } from '../option-check.ts'
import type { Sink } from '../sink.ts'
import { FileSink } from './file/file-sink.ts'
import { checkFileSettings, type FileSettingsInput, toFileSettings } from './file/settings.ts'

/** What the sink `file` can be told. */
export type FileSinkOptions = FileSettingsInput

/** Every problem of the options. */
export const checkFileOptions: Check = checkFileSettings

/**
 * A sink for files.
 *
 * @example
 * createFileSink('lake', { path: '/var/log/shop', format: 'parquet' })
 */
export function createFileSink(
  name: string,
  options: FileSinkOptions,
  now: () => number = Date.now
): Sink {
  return new FileSink(name, toFileSettings(options), now)
}
