/**
 * One line of the spool, as the sinks get it.
 *
 * In: a line as it was logged, its number, its run. Out: a SinkRecord with `record_id` and the resource on it.
 * Promise: the same line gives the same record at each attempt; it is parsed at most once, and only if somebody asks.
 */
import type { SafeRecord, SinkRecord } from './sink.ts'

export type Entry = SinkRecord & {
  readonly seq: number
  /** When its frame was written, epoch ms. */
  readonly time: number
  /** The line as it stands in the spool. */
  readonly raw: string
  /** pino's level number; what has none counts as info. */
  level(): number
}

const INFO = 30
const LEVEL = /^\{"level":(\d{1,6})[,}]/

export function createEntry(
  raw: string,
  seq: number,
  recordId: string,
  members: string,
  time: number
): Entry {
  let parsed: SafeRecord | undefined
  let level: number | undefined
  const line = toDelivered(raw, recordId, members, time)
  const record = (): SafeRecord => {
    parsed ??= JSON.parse(line) as SafeRecord
    return parsed
  }
  return {
    seq,
    time,
    raw,
    recordId,
    line,
    record,
    level() {
      level ??= levelOf(raw, record)
      return level
    }
  }
}

/** A text that is no object (somebody else's line that came through a transport) becomes a record's message. */
function toDelivered(raw: string, recordId: string, members: string, time: number): string {
  const head = `{"record_id":"${recordId}"${members === '' ? '' : `,${members}`}`
  if (raw.startsWith('{') && raw.endsWith('}'))
    return raw === '{}' ? `${head}}` : `${head},${raw.slice(1)}`
  const at = new Date(time).toISOString()
  return `${head},"time":"${at}","level":${INFO},"severity":"INFO","message":${JSON.stringify(raw)}}`
}

function levelOf(raw: string, record: () => SafeRecord): number {
  const match = LEVEL.exec(raw)
  if (match !== null) return Number(match[1])
  try {
    const { level } = record()
    return typeof level === 'number' ? level : INFO
  } catch {
    return INFO
  }
}
