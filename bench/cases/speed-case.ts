/**
 * One question about speed, as data.
 *
 * A case names what is written and how, what must come out, and which ratio is asked for; the runner does the rest.
 */
import type { BenchRecord } from '../corpus/records.ts'

/**
 * How a record is written.
 * `port`: as the request middlewares do (`logveil.port`), pino with the same object in one call.
 * `child`: `log.child(bindings)` and one line on it, as pino-http does for each request.
 */
export type Call = 'info' | 'error' | 'port' | 'child'

export type SpeedCase = {
  readonly name: string
  readonly question: string
  /** What the figure means and what it hides. */
  readonly analysis: string
  readonly call: Call
  /** `file`: pino's synchronous destination. `null`: a stream whose write does nothing. */
  readonly sink: 'file' | 'null'
  /** A power of two of them, written in turn. */
  readonly records: readonly BenchRecord[]
  /** The most that logveil may cost: times pino with the same fields, times pino's defaults. */
  readonly bars: { readonly pino?: number; readonly defaults?: number }
  /** Names of variants beside `pino`, `pino-defaults` and `logveil`. */
  readonly also?: readonly string[]
}
