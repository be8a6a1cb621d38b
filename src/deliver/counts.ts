/**
 * What became of the records of one sink, in numbers.
 *
 * In: one settled record after another. Out: the sink's entry of the ledger.
 * Promise: routed = delivered + pending + deadLettered + dropped, because pending is what is routed and not settled.
 */
import type { LedgerEntry } from './ledger.ts'

export type Counts = {
  delivered: number
  deadLettered: number
  /** By reason. */
  dropped: Record<string, number>
}

/** A sink's entry of the ledger, with the reasons. */
export type SinkLedgerEntry = LedgerEntry & { readonly droppedBy: Readonly<Record<string, number>> }

/** The books of each sink, by its name. */
export type SinkLedger = Readonly<Record<string, SinkLedgerEntry>>

export function emptyCounts(): Counts {
  return { delivered: 0, deadLettered: 0, dropped: {} }
}

export function copyCounts(counts: Counts): Counts {
  return { ...counts, dropped: { ...counts.dropped } }
}

export function addDropped(counts: Counts, reason: string, count: number): void {
  if (count > 0) counts.dropped[reason] = (counts.dropped[reason] ?? 0) + count
}

export function addCounts(to: Counts, more: Counts): void {
  to.delivered += more.delivered
  to.deadLettered += more.deadLettered
  for (const [reason, count] of Object.entries(more.dropped)) addDropped(to, reason, count)
}

export function droppedOf(counts: Counts): number {
  return Object.values(counts.dropped).reduce((sum, count) => sum + count, 0)
}

export function settledOf(counts: Counts): number {
  return counts.delivered + counts.deadLettered + droppedOf(counts)
}

export function toLedgerEntry(counts: Counts, pending: number): SinkLedgerEntry {
  return {
    routed: settledOf(counts) + pending,
    delivered: counts.delivered,
    pending,
    deadLettered: counts.deadLettered,
    dropped: droppedOf(counts),
    droppedBy: { ...counts.dropped }
  }
}
