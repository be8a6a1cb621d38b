/**
 * How the logging thread speaks to the pump, wherever it runs.
 *
 * In: requests. Out: the books. Promise: data only, so that it can cross to a worker.
 */
import type { SinkLedger } from './counts.ts'
import type { Targets } from './pump.ts'
import type { RunDescription } from './run.ts'

export type PumpRequest =
  | { readonly type: 'wake' }
  | { readonly type: 'add'; readonly run: RunDescription }
  | { readonly type: 'ledger'; readonly id: number }
  | {
      readonly type: 'flush' | 'close'
      readonly id: number
      readonly targets: Targets
      readonly ms: number
    }

export type PumpAnswer =
  | {
      readonly type: 'answer'
      readonly id: number
      readonly isDone: boolean
      readonly ledger: SinkLedger
    }
  | { readonly type: 'trouble'; readonly summary: string }

/** `ledger` of a flush: what waits may not be counted to its end. */
export type PumpReply = { readonly isDone: boolean; readonly ledger: SinkLedger }

export type PumpPort = {
  wake(): void
  add(run: RunDescription): void
  ledger(): Promise<PumpReply>
  flush(targets: Targets, ms: number): Promise<PumpReply>
  /** As flush, without an answer: for a process that is about to end and waits on shared memory. */
  drain(targets: Targets, ms: number): void
  close(targets: Targets, ms: number): Promise<PumpReply>
}
