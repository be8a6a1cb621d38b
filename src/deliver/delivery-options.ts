/**
 * What `delivery` takes, as the user writes it.
 *
 * In: nothing. Out: types. Promise: all of it is data that can be cloned to a worker; every time is in ms, every size in bytes.
 */
import type { SinkOptions } from './sinks/registry.ts'

/** Where refused records lie. */
export type DeadLetterSettings = {
  /** Their folder. @default `dead-letters` in the spool's folder */
  readonly folder?: string
  /** Bytes of all of them; what finds no room is dropped, and counted. @default 64 MiB */
  readonly maxBytes?: number
}

/** What `createLogger({ delivery })` and `logveil/transport` take. */
export type DeliveryOptions = {
  /** Destinations by name; the name stands in the ledger. */
  readonly sinks: Readonly<Record<string, SinkOptions>>
  /**
   * What a killed process may lose. `tick`: what was logged since the event loop's last turn. `line`: nothing.
   * `fsync`: as `line`, and the worker syncs the disk all the time, many lines at once. @default 'tick'
   */
  readonly durability?: 'tick' | 'line' | 'fsync'
  /** Where lines wait; each process has a folder of its own in it. @default `logveil/<service>` in the user's state folder */
  readonly folder?: string
  /** Bytes of the spool on the disk. @default 1 GiB */
  readonly maxBytes?: number
  /** Bytes of one segment. @default 16 MiB */
  readonly segmentBytes?: number
  /** Bytes of shared memory where no folder can be written. @default 16 MiB */
  readonly memoryBytes?: number
  /** `false`: no worker thread; call `flush()` at the end of each invocation. @default true */
  readonly worker?: boolean
  /** A worker that gives no sign of life for so long, in ms from 1000, is replaced. @default 10000 */
  readonly watchdogMs?: number
  /** Longest wait of `flush()` and `close()` for the sinks. @default 30000 */
  readonly flushTimeoutMs?: number
  /** Longest wait for the sinks when the process ends without `close()`. @default 2000 */
  readonly exitWaitMs?: number
  /** Longest wait of one log call where a sink's `onFull` is `block`. @default 5000 */
  readonly blockMs?: number
  /** SIGTERM, SIGINT and SIGHUP that nobody else handles: deliver first, then end by that signal. @default true */
  readonly signals?: boolean
  /** Where refused records lie. */
  readonly deadLetters?: DeadLetterSettings
  /** How often the ledger is a record (`event_name: logveil.ledger`); 0: never. @default 60000 */
  readonly ledgerMs?: number
}
