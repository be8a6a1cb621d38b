/**
 * A real small logger for the tests of requests: pino with a port that writes standard records.
 *
 * Out: the logger, its parsed records, and a wait for the next one that needs no clock.
 */
import { type Logger, pino } from 'pino'
import { LOGGER_PORT, type LoggerPort } from '../../src/http/logger-port.ts'
import { isErrorLike, toException } from '../../src/record/exception.ts'
import { RESERVED_NAMES, type RecordFields } from '../../src/record/fields.ts'
import { createFieldMover } from '../../src/record/reserved.ts'

export type Line = Partial<RecordFields> & Record<string, unknown>

export type TestLog = {
  readonly log: Logger
  readonly lines: Line[]
  readonly reports: Error[]
  /** The request records so far. */
  requests(): Line[]
  /** Resolves once there are that many request records. */
  waitFor(count: number): Promise<Line[]>
}

/** What stands for the scan: e-mail addresses and long digit runs. */
const FINDING = /[\w.]+@[\w.]+|\d{13,19}/

export function createTestLog(port: Partial<LoggerPort> = {}): TestLog {
  const lines: Line[] = []
  const reports: Error[] = []
  const waiting = new Set<() => void>()
  const write = (text: string) => {
    lines.push(JSON.parse(text) as Line)
    for (const check of waiting) check()
  }
  const options = { messageKey: 'message', base: { service: { name: 'test' } } }
  const log = pino(options, { write })
  Object.assign(log, { [LOGGER_PORT]: { ...createPort(reports), ...port } })
  const requests = () => lines.filter((line) => line.event_name === 'logveil.request')
  const waitFor = (count: number) =>
    new Promise<Line[]>((resolve) => {
      const check = () => {
        if (requests().length < count) return
        waiting.delete(check)
        resolve(requests())
      }
      waiting.add(check)
      check()
    })
  return { log, lines, reports, requests, waitFor }
}

function createPort(reports: Error[]): LoggerPort {
  const move = createFieldMover(RESERVED_NAMES)
  return {
    isClean: (text) => !FINDING.test(text),
    child: (log, fields) => log.child(fields),
    write(log, level, fields, own, message) {
      const { err, ...rest } = own
      const exception = isErrorLike(err) ? { exception: toException(err).exception } : { err }
      const emit = (log as unknown as Record<string, (object: object, text: string) => void>)[level]
      emit?.call(
        log,
        { ...fields, ...move(rest), ...(err === undefined ? {} : exception) },
        message
      )
    },
    report: (error) => reports.push(error)
  }
}
