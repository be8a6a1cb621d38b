/**
 * Lines as delivery hands them to a sink.
 *
 * In: how many. Out: records of two kinds, seeded: the request record, and a business record with fields of the caller's own.
 */
import type { SinkRecord } from '../../src/deliver/sink.ts'
import { createRandom } from '../corpus/random.ts'
import { requestRecord } from '../corpus/records.ts'

const START = Date.parse('2026-11-23T12:00:00.000Z')

export function requestBatch(count: number): readonly SinkRecord[] {
  const random = createRandom(7)
  return Array.from({ length: count }, (_, n) => {
    const { fields, message } = requestRecord(random)
    return toRecord(n, { event_name: 'logveil.request', ...fields, message })
  })
}

export function businessBatch(count: number): readonly SinkRecord[] {
  return Array.from({ length: count }, (_, n) =>
    toRecord(n, {
      tenant: 'acme',
      user: { id: `u-${n % 97}` },
      cart: { id: n, items: [{ sku: `A-${n % 13}`, count: 1 + (n % 4) }], total: n / 100 },
      message: 'order placed'
    })
  )
}

function toRecord(n: number, fields: object): SinkRecord {
  const recordId = `019ab000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
  const line = JSON.stringify({
    record_id: recordId,
    service: { name: 'shop', version: '1.4.2' },
    host: { name: 'web-0' },
    process: { pid: 1 },
    level: 30,
    severity: 'INFO',
    pii: { rules: '0123456789ab' },
    time: new Date(START + n).toISOString(),
    ...fields
  })
  return { recordId, line, record: () => JSON.parse(line) as Record<string, unknown> }
}
