/**
 * The contract between delivery and one destination.
 *
 * In: batches of safe records, oldest first. Out: what became of each record of a batch.
 * Promise: a sink only says what happened; what is tried again, when, and what becomes a dead letter is decided in one
 * place for all of them.
 */

/** A record in the shape of the standard record, after redaction. */
export type SafeRecord = Readonly<Record<string, unknown>>

/** One record on its way to a sink. */
export type SinkRecord = {
  /** UUIDv7, the same at each attempt: what a sink that can dedupe, dedupes on. */
  readonly recordId: string
  /** The standard record with resource and `record_id`, as one line of JSON without its newline. */
  readonly line: string
  /** The same, parsed when it is first asked for. */
  record(): SafeRecord
}

/**
 * What became of one record.
 *
 * `delivered`: the destination has it (also when it says that it had it already).
 * `retry`: it may take it later.
 * `refused`: it will never take it; the reason is a word or a status, never a value of the record. A destination that refuses
 * a batch as a whole is asked again in parts by the sink itself, so a refused record is never sent again.
 */
export type Outcome =
  | { readonly state: 'delivered' }
  | { readonly state: 'retry'; readonly reason: string }
  | { readonly state: 'refused'; readonly reason: string }

/** The outcomes of a batch, one for each record and in its order. */
export type BatchResult = {
  readonly outcomes: readonly Outcome[]
  /** What the destination asked for before the next attempt, in ms (Retry-After). */
  readonly retryAfterMs?: number
}

/** One destination. A rejection of `write` counts as `retry` for the whole batch. */
export type Sink = {
  readonly name: string
  write(batch: readonly SinkRecord[], signal: AbortSignal): Promise<BatchResult>
  /** Everything that was acknowledged is where it will stay (a file is closed and in place). */
  flush(): Promise<void>
  close(): Promise<void>
}
