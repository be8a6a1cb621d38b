/**
 * The books of a destination.
 *
 * In: what was routed to it and what became of each. Out: the ledger.
 * Promise: routed = delivered + pending + deadLettered + dropped, at any time.
 */

export type LedgerEntry = {
  readonly routed: number
  readonly delivered: number
  readonly pending: number
  readonly deadLettered: number
  readonly dropped: number
}

/** The books of each sink, by its name. */
export type Ledger = Readonly<Record<string, LedgerEntry>>

export type Books = {
  /** A line was handed to the destination. */
  routed(): void
  /** Everything routed so far was taken. */
  settle(): void
  /** Lines that the destination did not take, and will not. */
  dropped(count: number): void
  entry(): LedgerEntry
}

export function createBooks(): Books {
  let routed = 0
  let settled = 0
  let dropped = 0
  return {
    routed() {
      routed++
    },
    settle() {
      settled = routed
    },
    dropped(count) {
      dropped += Math.min(count, routed - dropped)
    },
    entry() {
      const taken = Math.max(settled, dropped)
      return {
        routed,
        delivered: taken - dropped,
        pending: routed - taken,
        deadLettered: 0,
        dropped
      }
    }
  }
}
