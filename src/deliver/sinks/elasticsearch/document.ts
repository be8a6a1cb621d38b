/**
 * A record as two lines of a bulk request.
 *
 * In: a record. Out: the action with the record's id and its index, and the document.
 * Promise: the same record has the same id and, unless it goes to a data stream, the same index at each attempt.
 */
import { toColumnLine } from '../../../record/column-line.ts'
import type { SinkRecord } from '../../sink.ts'

export type Document = { readonly text: string; readonly size: number }

type Place = { readonly index?: string; readonly dataStream?: boolean }

/** Throws for a line that is no record or has no time. */
export function toDocument(record: SinkRecord, { index = 'logveil', dataStream }: Place): Document {
  const row = toColumnLine(record.line)
  if (row?.time === undefined) throw new Error('a record without a time')
  const name =
    dataStream === true ? index : `${index}-${row.time.slice(0, 10).replaceAll('-', '.')}`
  const action = `{"create":{"_index":"${name}","_id":${JSON.stringify(record.recordId)}}}`
  const text = `${action}\n{"@timestamp":"${row.time}",${row.line.slice(1)}\n`
  return { text, size: Buffer.byteLength(text) }
}
