/**
 * One line of a dead-letter file.
 *
 * In: the line. Out: the sink that it was for, and the record as it was sent; undefined if it is no dead letter.
 * Promise: the record is the text that stands in the file, to the digit.
 */
import type { SafeRecord, SinkRecord } from '../../deliver/sink.ts'

export type Letter = {
  readonly sink: string
  readonly reason: string
  readonly record: SinkRecord
  /** The line itself, to be kept if it is not delivered now either. */
  readonly line: string
}

type Written = {
  readonly sink?: unknown
  readonly reason?: unknown
  readonly record_id?: unknown
  /** The record as text; older files: */
  readonly line?: unknown
  readonly record?: unknown
}

/** Parses a line of `{ time, sink, reason, record_id, record }`; `line` may stand in the place of `record`, as text. */
export function parseLetter(text: string): Letter | undefined {
  try {
    const { sink, reason, record_id, line, record } = JSON.parse(text) as Written
    const sent = typeof line === 'string' ? line : recordText(text, record)
    if (typeof sink !== 'string' || typeof record_id !== 'string' || sent === undefined) {
      return undefined
    }
    return { sink, reason: String(reason), record: toSinkRecord(record_id, sent), line: text }
  } catch {
    return undefined
  }
}

const MEMBER = ',"record":'

function recordText(text: string, record: unknown): string | undefined {
  if (typeof record === 'string') return record
  if (typeof record !== 'object' || record === null) return undefined
  // The last member, written after texts in which no bare quote can stand: its own digits, not those of a double.
  const at = text.indexOf(MEMBER)
  const slice = at < 0 ? '' : text.slice(at + MEMBER.length, -1)
  return slice.startsWith('{') && slice.endsWith('}') ? slice : JSON.stringify(record)
}

function toSinkRecord(recordId: string, line: string): SinkRecord {
  return { recordId, line, record: () => JSON.parse(line) as SafeRecord }
}
