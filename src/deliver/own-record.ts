/**
 * Records that delivery itself has to tell.
 *
 * In: an event's name, what it says. Out: a line of the standard record. Promise: made of names and numbers of ours, so it needs no
 * scan; it goes the way of every other line.
 */
import type { Format } from '../formats/format.ts'
import type { SinkLedger } from './counts.ts'

export type OwnEvent = 'logveil.ledger' | 'logveil.manifest'

/** A function that makes such lines; `head` is what stands on each line: resource and stamp. */
export function createOwnRecords(
  format: Format,
  head: object
): (event: OwnEvent, message: string, fields: object) => string {
  return (event, message, fields) => {
    const record = {
      ...format.levelFields('info', 30),
      ...head,
      ...format.fields({ event_name: event })
    }
    const said = JSON.stringify({ [format.messageKey]: message, ...fields }).slice(1)
    return `${JSON.stringify(record).slice(0, -1)}${format.time()},${said}\n`
  }
}

type Source = {
  write(line: string): void
  ledger(): Promise<SinkLedger>
  readonly ledgerMs: number
}

/** The books as a record, now and then, until it is stopped. */
export function startLedgerRecords(
  delivery: Source,
  toLine: ReturnType<typeof createOwnRecords>
): () => void {
  let isOver = delivery.ledgerMs === 0
  const write = async (): Promise<void> => {
    const ledger = await delivery.ledger()
    // closed while the books were asked for: a line now would only be counted as dropped
    if (!isOver) delivery.write(toLine('logveil.ledger', 'ledger', { ledger }))
  }
  const timer = isOver
    ? undefined
    : setInterval(() => void write().catch(() => undefined), delivery.ledgerMs).unref()
  return () => {
    isOver = true
    clearInterval(timer)
  }
}
