/**
 * A sink whose records have another system's names.
 *
 * In: a sink, and the system. Out: a sink that takes standard records.
 * Promise: only names and shapes change; what is not a standard field stays as it is; record_id stays what is deduped on.
 */
import { createFieldMapper } from '../formats/mapping.ts'
import type { System } from '../record/fields.ts'
import type { SafeRecord, Sink, SinkRecord } from './sink.ts'

/** Formats stand between routing and the sinks, so that a sink knows nothing of them. */
export function withFormat(sink: Sink, system: System): Sink {
  const map = createFieldMapper(system)
  const projectId = process.env.GOOGLE_CLOUD_PROJECT || undefined
  return {
    name: sink.name,
    write: (batch, signal) =>
      sink.write(
        batch.map((record) => toFormatted(record, (fields) => map(fields, projectId))),
        signal
      ),
    flush: () => sink.flush(),
    close: () => sink.close()
  }
}

function toFormatted(record: SinkRecord, map: (fields: SafeRecord) => SafeRecord): SinkRecord {
  let mapped: SafeRecord | undefined
  let line: string | undefined
  const read = (): SafeRecord => {
    mapped ??= map(record.record())
    return mapped
  }
  return {
    recordId: record.recordId,
    get line() {
      line ??= JSON.stringify(read())
      return line
    },
    record: read
  }
}
