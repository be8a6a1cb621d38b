/**
 * The three loggers that are compared: pino as it comes, pino writing logveil's fields, logveil.
 *
 * In: the options of the rules. Out: for each a function that writes a record, to the same kind of destination.
 * Promise: what is written goes to the null device, one system call a line as to a file; nothing else of the process changes.
 */
import { devNull } from 'node:os'
import pino, { type DestinationStream, type LoggerOptions } from 'pino'
import type { LogveilError } from '../errors.ts'
import { createLogger } from '../logger.ts'
import type { RuleSetOptions } from '../rule-set.ts'
import type { SampleRecord } from './sample-records.ts'

export type Write = (record: SampleRecord) => void

export type Compared = {
  readonly defaults: Write
  /** The fields that logveil writes too, and the same clock. */
  readonly sameFields: Write
  readonly logveil: Write
  close(): void
}

const SERVICE = { name: 'sample', version: '1.0.0' }

export function openLoggers(options: RuleSetOptions): Compared {
  const toNull = () => pino.destination({ dest: devNull, sync: true })
  const opened = [toNull(), toNull(), toNull()] as const
  const [first, second, third] = opened
  const constants = constantFields(options)
  return {
    defaults: toWrite(pino({ level: 'trace' }, first)),
    sameFields: toWrite(pino(sameFields(constants), second)),
    logveil: toWrite(openLogveil(options, third)),
    close: () => {
      for (const destination of opened) destination.end()
    }
  }
}

type Log = Pick<pino.Logger, SampleRecord['method']>

function toWrite(log: Log): Write {
  return ({ method, fields, message }) => log[method](fields, message)
}

/** What it has to say (a rule that marks many lines) stands in the report. */
function openLogveil(options: RuleSetOptions, destination: DestinationStream): Log {
  const onError = (_: LogveilError): void => {}
  return createLogger(
    { ...options, service: SERVICE, level: 'trace', pretty: false, onError },
    destination
  ) as unknown as Log
}

/** Which constant fields logveil puts into each line: those of an empty call but level, time and message. */
function constantFields(options: RuleSetOptions): object {
  const lines: string[] = []
  openLogveil(options, { write: (line) => void lines.push(line) }).info({}, 'probe')
  const { level: _, time: __, message: ___, ...rest } = JSON.parse(lines.at(-1) as string)
  return rest
}

/** Constant fields beside the level are cached by pino as text: the cheapest place for them. */
function sameFields(constants: object): LoggerOptions {
  return {
    level: 'trace',
    base: null,
    messageKey: 'message',
    timestamp: createStampedTime(),
    formatters: { level: (_, number) => ({ level: number, ...constants }) }
  }
}

/** An ISO time made anew for each line would cost pino a fifth of it; logveil makes it once a millisecond, and so does this. */
function createStampedTime(): () => string {
  let last = 0
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== last) {
      last = now
      text = `,"time":"${new Date(now).toISOString()}"`
    }
    return text
  }
}
