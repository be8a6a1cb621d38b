/**
 * What the sinks that send HTTP requests have in common.
 *
 * In: how one record becomes a piece of a request, and how a request of pieces is sent. Out: a sink.
 * Promise: a record that cannot become a piece, or is larger than a request may be, is refused by itself; the others of
 * its batch are sent.
 */
import type { BatchResult, Outcome, Sink, SinkRecord } from '../../sink.ts'
import { type Limits, type PartResult, sendInParts } from './parts.ts'

export type PostSinkParts<T extends { readonly size: number }> = {
  readonly limits: Limits
  /** Largest piece; default that of a request. */
  readonly maxRecordBytes?: number
  /** May throw: then the record is refused. */
  toPiece(record: SinkRecord): T
  send(part: readonly T[], signal: AbortSignal): Promise<PartResult>
}

/** A sink that sends one request at a time. */
export function createPostSink<T extends { readonly size: number }>(
  name: string,
  parts: PostSinkParts<T>
): Sink {
  let isClosed = false
  const mostBytes = Math.min(parts.maxRecordBytes ?? parts.limits.maxBytes, parts.limits.maxBytes)
  return {
    name,
    async write(batch, signal) {
      const { pieces, places, outcomes } = prepare(batch, parts, mostBytes)
      const result = await sendInParts(pieces, parts.limits, async (part) =>
        isClosed || signal.aborted
          ? { kind: 'wait', reason: isClosed ? 'closed' : 'aborted', retryAfterMs: undefined }
          : parts.send(part, signal)
      )
      return merge(outcomes, places, result)
    },
    async flush() {},
    async close() {
      isClosed = true
    }
  }
}

type Prepared<T> = {
  readonly pieces: readonly T[]
  /** Where in the batch each piece belongs. */
  readonly places: readonly number[]
  /** Of the records that became no piece. */
  readonly outcomes: Outcome[]
}

function prepare<T extends { readonly size: number }>(
  batch: readonly SinkRecord[],
  parts: PostSinkParts<T>,
  mostBytes: number
): Prepared<T> {
  const pieces: T[] = []
  const places: number[] = []
  const outcomes: Outcome[] = new Array(batch.length)
  for (const [index, record] of batch.entries()) {
    const piece = tryPiece(record, parts)
    if (piece === undefined) outcomes[index] = refused('not a record')
    else if (piece.size > mostBytes) outcomes[index] = refused(`larger than ${mostBytes} bytes`)
    else {
      pieces.push(piece)
      places.push(index)
    }
  }
  return { pieces, places, outcomes }
}

function tryPiece<T extends { readonly size: number }>(
  record: SinkRecord,
  parts: PostSinkParts<T>
): T | undefined {
  try {
    return parts.toPiece(record)
  } catch {
    return undefined
  }
}

function merge(outcomes: Outcome[], places: readonly number[], result: BatchResult): BatchResult {
  for (const [index, outcome] of result.outcomes.entries()) {
    outcomes[places[index] as number] = outcome
  }
  return { ...result, outcomes }
}

function refused(reason: string): Outcome {
  return { state: 'refused', reason }
}
