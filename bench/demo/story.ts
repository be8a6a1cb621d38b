/**
 * One request, told twice.
 *
 * In: the traffic and both logs. Out: what plain pino and logveil wrote of one and the same request.
 */
import type { LogFile, LogRecord } from './checks.ts'
import type { DemoRequest } from './traffic.ts'

export type Story = {
  readonly title: string
  /** A line of plain pino's, and the same call's line of logveil's. */
  readonly before: LogRecord
  readonly after: LogRecord
  /** All that logveil wrote of the request, in order. */
  readonly records: readonly LogRecord[]
}

/** The first login that failed: a body, a message with a password in it, and a request record. */
export function tellStory(traffic: readonly DemoRequest[], plain: LogFile, safe: LogFile): Story {
  const request = traffic.find(({ headers }) => headers['x-attempt'] === 'wrong')
  if (request === undefined) throw new Error('expected a failed login in the traffic, got none')
  const of = ({ records }: LogFile) => records.filter(({ request_id }) => request_id === request.id)
  const isAttempt = (record: LogRecord) => 'body' in record
  const before = of(plain).find(isAttempt)
  const records = of(safe)
  const after = records.find(isAttempt)
  if (before === undefined || after === undefined)
    throw new Error('expected the login in both logs')
  return { title: `${request.method} ${request.path} (${request.id})`, before, after, records }
}
