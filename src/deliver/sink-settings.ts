/**
 * What every sink takes beside its own options, as the user writes it.
 *
 * In: nothing. Out: types. Promise: all of it is data; every time is in ms, every size in bytes.
 */

/** What a record must say for a sink, or a route, to take it. All that is given must hold. */
export type Route = {
  /** That level or above: a name of pino's, or a number. */
  readonly level?: string | number
  /** That level or below. */
  readonly maxLevel?: string | number
  /** One of these; `null` stands for records without one, the plain log lines. */
  readonly eventName?: string | null | readonly (string | null)[]
  /** By dotted path: the field has that value, or one of those; `true` also: it is there. */
  readonly where?: Readonly<Record<string, RouteValue | readonly RouteValue[]>>
  /** And none of these holds. */
  readonly not?: Route | readonly Route[]
}

export type RouteValue = string | number | boolean | null

/** What may wait for a sink. */
export type BufferSettings = {
  /** Bytes that may wait. @default 64 MiB; for `spill` the whole spool's */
  readonly maxBytes?: number
  /**
   * When they are reached. `block`: the log call waits. `spill`: the whole spool may be used, then as `dropOldest`.
   * `dropOldest`: the oldest below ERROR goes first, ERROR and above only when nothing else is left. @default 'spill'
   */
  readonly onFull?: 'block' | 'spill' | 'dropOldest'
}

/** How many records are written at once. */
export type BatchSettings = {
  /** Most records of a batch. @default 1000 */
  readonly maxRecords?: number
  /** Most bytes of a batch, but for its last record. @default 1 MiB */
  readonly maxBytes?: number
  /** How long a record may wait for others, in ms. @default 200 */
  readonly maxWaitMs?: number
}

/** When it is tried again. */
export type RetryOptions = {
  /** Upper bound of the first wait in ms; it doubles each time, and a random part of it is waited. @default 200 */
  readonly baseMs?: number
  /** Upper bound of every wait, in ms. @default 30000 */
  readonly maxMs?: number
  /** After that many ms without success a batch becomes dead letters. @default never */
  readonly giveUpAfterMs?: number
}

/** What every sink takes beside its own options. */
export type SinkSettings = {
  /** Which records it gets; several routes: those that any of them takes. @default all */
  readonly route?: Route | readonly Route[]
  /**
   * A list of dotted paths: the record with only these. An object of name and dotted path: a flat record with exactly these
   * columns, null where the record has nothing. `record_id` is always there. @default all fields
   */
  readonly fields?: readonly string[] | Readonly<Record<string, string>>
  /** Refuses what no known rule set has looked at, or one without these rules (rule ids). @default false */
  readonly cleanOnly?: boolean | { readonly rules: readonly string[] }
  /** What may wait for it, and what happens when that is full. */
  readonly buffer?: BufferSettings
  /** How many records are written at once. */
  readonly batch?: BatchSettings
  /** When it is tried again. */
  readonly retry?: RetryOptions
  /** An attempt that takes longer, in ms, counts as failed. @default 30000 */
  readonly timeoutMs?: number
}
