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
  /** Lines that the destination took. */
  delivered(count: number): void
  /** Everything routed so far was taken. */
  settle(): void
  /** Lines that the destination did not take, and will not. */
  dropped(count: number): void
  entry(): LedgerEntry
}

export function createBooks(): Books {
  let routed = 0
  let delivered = 0
  let dropped = 0
  return {
    routed() {
      routed++
    },
    delivered(count) {
      delivered += count
    },
    settle() {
      delivered = routed - dropped
    },
    dropped(count) {
      // what was counted as taken in good faith, and then was not
      delivered -= Math.max(0, delivered + dropped + count - routed)
      dropped += count
    },
    entry() {
      return {
        routed,
        delivered,
        pending: routed - delivered - dropped,
        deadLettered: 0,
        dropped
      }
    }
  }
}
