/** Entries for tests of what comes after the spool. */
import { createEntry, type Entry } from '../../src/deliver/entry.ts'
import { createRecordIds } from '../../src/deliver/record-id.ts'

const idOf = createRecordIds(1_764_000_000_000, '00c0ffee')

export function toEntry(seq: number, fields: object = {}): Entry {
  const raw = JSON.stringify({ level: 30, severity: 'INFO', n: seq, ...fields })
  return createEntry(raw, seq, idOf(seq), '', 1_764_000_000_000)
}

export function toEntries(count: number, fields: object = {}): Entry[] {
  return Array.from({ length: count }, (_, seq) => toEntry(seq, fields))
}
