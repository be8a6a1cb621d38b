/**
 * One way to write a record: a logger with its settings.
 *
 * A variant opens onto a destination and gives a function that writes one record. The runner measures that function and nothing else.
 */
import type { Call } from '../cases/speed-case.ts'
import type { BenchRecord } from '../corpus/records.ts'

/** What every logger here can write to: pino's synchronous destination, or a stream that does nothing. */
export type Destination = { write(line: string): unknown }

export type OpenContext = {
  readonly destination: Destination
  readonly call: Call
  /** Constant fields that logveil puts into each line; the pino baseline writes the same. */
  readonly head: Readonly<Record<string, unknown>>
}

export type WriteRecord = (record: BenchRecord) => unknown

export type OpenVariant = {
  readonly write: WriteRecord
  /** The logger itself, where the product counts its tokenised lines. */
  readonly owner?: object
  /** True if `write` gives a promise to wait for. */
  readonly isAsync?: boolean
}

export type Variant = {
  readonly name: string
  /** False for bare loggers: nothing is expected to be removed. */
  readonly redacts: boolean
  /** False where the shape differs by design (formats): only the message is compared. */
  readonly sameFields: boolean
  /** Rewrites a record once, before anything is measured. */
  readonly prepare?: (record: BenchRecord) => BenchRecord
  readonly open: (context: OpenContext) => OpenVariant | Promise<OpenVariant>
}

/** Bindings of the child in the case `child() and one line`: what a request's child carries. */
export function toBindings(serial: number): { req: string; shard: string } {
  return { req: `r-${serial}`, shard: 'eu-1' }
}
