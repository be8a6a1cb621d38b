/**
 * Records as delivery hands them to a sink.
 */
import { uuidv7 } from 'uuidv7'
import type { SafeRecord, SinkRecord } from '../../../src/deliver/sink.ts'

const START = Date.parse('2026-11-23T12:00:00.000Z')

/** A SinkRecord of these fields beside what every record has. */
export function toSinkRecord(fields: SafeRecord): SinkRecord {
  const recordId = uuidv7()
  return ofLine(
    recordId,
    JSON.stringify({
      record_id: recordId,
      service: { name: 'shop', version: '1.4.2' },
      host: { name: 'web-0' },
      level: 30,
      severity: 'INFO',
      pii: { rules: '0123456789ab' },
      time: new Date(START).toISOString(),
      ...fields
    })
  )
}

/** A SinkRecord of any text. */
export function ofLine(recordId: string, line: string): SinkRecord {
  return { recordId, line, record: () => JSON.parse(line) as SafeRecord }
}

/** So many records, a second apart. */
export function toBatch(count: number, fields: SafeRecord = {}): SinkRecord[] {
  return Array.from({ length: count }, (_, n) =>
    toSinkRecord({
      time: new Date(START + n * 1000).toISOString(),
      message: `order ${n}`,
      ...fields,
      n
    })
  )
}
