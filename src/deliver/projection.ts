/**
 * Different sinks, different fields.
 *
 * In: a sink's `fields`, a record. Out: the record as that sink gets it.
 * Promise: `record_id` always stays; a sink without `fields` gets the line as it is, unparsed.
 */
import type { Entry } from './entry.ts'
import { readPath, writePath } from './record-path.ts'
import type { SafeRecord, SinkRecord } from './sink.ts'
import type { SinkSettings } from './sink-settings.ts'

export function createProjection(fields: SinkSettings['fields']): (entry: Entry) => SinkRecord {
  if (fields === undefined) return (entry) => entry
  const project = Array.isArray(fields)
    ? (record: SafeRecord) => pick(record, fields as readonly string[])
    : (record: SafeRecord) => toColumns(record, fields as Readonly<Record<string, string>>)
  return (entry) => {
    const record = project(entry.record())
    return { recordId: entry.recordId, line: JSON.stringify(record), record: () => record }
  }
}

function pick(record: SafeRecord, paths: readonly string[]): SafeRecord {
  const picked: Record<string, unknown> = { record_id: record.record_id }
  for (const path of paths) {
    const value = readPath(record, path)
    if (value !== undefined) writePath(picked, path, value)
  }
  return picked
}

function toColumns(record: SafeRecord, columns: Readonly<Record<string, string>>): SafeRecord {
  const row: Record<string, unknown> = { record_id: record.record_id }
  for (const [name, path] of Object.entries(columns)) row[name] = readPath(record, path) ?? null
  return row
}
