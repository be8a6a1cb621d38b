/**
 * A batch, sent in requests of bounded size.
 *
 * In: the batch's pieces in order, the limits, and a function that sends one request. Out: an outcome for each piece.
 * Promise: order is kept, one request at a time; a request that is refused as a whole is halved until the one piece
 * that it was refused for stands alone; once the destination asks to wait, nothing more is sent.
 */
import type { BatchResult, Outcome } from '../../sink.ts'

export type Limits = { readonly maxBytes: number; readonly maxRecords: number }

/** What became of one request. */
export type PartResult =
  /** Each piece has its own. */
  | { readonly kind: 'each'; readonly outcomes: readonly Outcome[]; readonly retryAfterMs?: number }
  /** All pieces have the same. */
  | { readonly kind: 'all'; readonly outcome: Outcome }
  /** The request as a whole cannot be taken; which piece is at fault is not known. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Not now. */
  | { readonly kind: 'wait'; readonly reason: string; readonly retryAfterMs: number | undefined }

export const DELIVERED: Outcome = Object.freeze({ state: 'delivered' })

// One bad piece among 1,000 is found in 20 requests. A batch in which all are bad must not cost 2,000 requests at once:
// what is left is told to be tried later, and each try ends with some pieces fewer.
const MOST_HALVINGS = 64

type Piece = { readonly size: number }

type Part<T> = { readonly from: number; readonly pieces: readonly T[] }

/** Sends the pieces; each counts `size` bytes. */
export async function sendInParts<T extends Piece>(
  pieces: readonly T[],
  limits: Limits,
  send: (part: readonly T[]) => Promise<PartResult>
): Promise<BatchResult> {
  const outcomes: Outcome[] = new Array(pieces.length)
  const queue = toParts(pieces, limits)
  let halvings = 0
  let retryAfterMs: number | undefined
  for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
    const result = await send(part.pieces)
    if (result.kind === 'each' && result.retryAfterMs !== undefined) {
      retryAfterMs = result.retryAfterMs
    }
    if (result.kind === 'wait') {
      settleRest(outcomes, result.reason)
      retryAfterMs = result.retryAfterMs
      break
    }
    if (result.kind === 'refused' && part.pieces.length > 1) {
      if (++halvings > MOST_HALVINGS) {
        settle(outcomes, part, () => ({ state: 'retry', reason: result.reason }))
      } else queue.unshift(...toHalves(part))
    } else settle(outcomes, part, (index) => outcomeOf(result, index))
  }
  return { outcomes, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
}

function outcomeOf(result: Exclude<PartResult, { kind: 'wait' }>, index: number): Outcome {
  if (result.kind === 'all') return result.outcome
  if (result.kind === 'refused') return { state: 'refused', reason: result.reason }
  return result.outcomes[index] ?? { state: 'retry', reason: 'no outcome in the answer' }
}

function settle<T>(outcomes: Outcome[], part: Part<T>, of: (index: number) => Outcome): void {
  for (let index = 0; index < part.pieces.length; index++) outcomes[part.from + index] = of(index)
}

function settleRest(outcomes: Outcome[], reason: string): void {
  for (let index = 0; index < outcomes.length; index++) {
    outcomes[index] ??= { state: 'retry', reason }
  }
}

function toParts<T extends Piece>(pieces: readonly T[], limits: Limits): Part<T>[] {
  const parts: Part<T>[] = []
  let from = 0
  let bytes = 0
  for (const [index, { size }] of pieces.entries()) {
    const isFull = bytes + size > limits.maxBytes || index - from >= limits.maxRecords
    if (isFull && index > from) {
      parts.push({ from, pieces: pieces.slice(from, index) })
      from = index
      bytes = 0
    }
    bytes += size
  }
  if (from < pieces.length) parts.push({ from, pieces: pieces.slice(from) })
  return parts
}

function toHalves<T>({ from, pieces }: Part<T>): readonly Part<T>[] {
  const middle = pieces.length >> 1
  return [
    { from, pieces: pieces.slice(0, middle) },
    { from: from + middle, pieces: pieces.slice(middle) }
  ]
}
