/**
 * A batch, sorted into hours.
 *
 * In: records. Out: for each hour the lines that go into its file, and where in the batch they stood.
 * Promise: order is kept within an hour; what stands in a path comes from a time that was checked, never from a record's text.
 */
import { toColumnLine } from '../../../record/column-line.ts'
import type { SinkRecord } from '../../sink.ts'
import type { Partition } from './part.ts'

/** Lines of one hour. */
export type Bundle = {
  readonly partition: Partition
  readonly places: number[]
  readonly lines: string[]
}

/** Bundles by hour; a record in none of them is no record. */
export function toBundles(batch: readonly SinkRecord[], keepsLines: boolean): readonly Bundle[] {
  const bundles = new Map<Partition, Bundle>()
  let lastHour = ''
  let bundle: Bundle | undefined
  for (const [place, record] of batch.entries()) {
    const row = keepsLines ? toKept(record) : toColumnLine(record.line)
    if (row === undefined) continue
    const hour = row.time?.slice(0, HOUR) ?? ''
    if (bundle === undefined || hour !== lastHour || hour === '') {
      bundle = bundleOf(bundles, toPartition(hour, record.recordId))
      lastHour = hour
    }
    bundle.places.push(place)
    bundle.lines.push(row.line)
  }
  return [...bundles.values()]
}

/** Length of `2026-11-23T14`. */
const HOUR = 13

function bundleOf(bundles: Map<Partition, Bundle>, partition: Partition): Bundle {
  const bundle = bundles.get(partition) ?? { partition, places: [], lines: [] }
  bundles.set(partition, bundle)
  return bundle
}

/** A flat record of declared columns stays as it is; its time, if it has one, is `time`. */
function toKept(record: SinkRecord): { line: string; time: string | undefined } {
  const { time } = record.record()
  return { line: record.line, time: typeof time === 'string' ? time : undefined }
}

function toPartition(hour: string, recordId: string): Partition {
  const ms = Date.parse(`${hour}:00:00Z`)
  const time = new Date(Number.isNaN(ms) ? timeOf(recordId) : ms).toISOString()
  return `date=${time.slice(0, 10)}/hour=${time.slice(11, HOUR)}`
}

/** The first 48 bits of a UUIDv7 are the epoch milliseconds at which it was made. */
function timeOf(recordId: string): number {
  const ms = Number.parseInt(recordId.replace('-', '').slice(0, 12), 16)
  return ms < LATEST_MS ? ms : 0
}

const LATEST_MS = Date.parse('9999-12-31T23:59:59Z')
