/**
 * A logger that writes into memory.
 *
 * In: options of createLogger. Out: the logger, and what it wrote so far.
 * Promise: records and lines belong together by index; the manifest, which is no record of the code under test, stands apart.
 */
import { LogveilError } from '../errors.ts'
import { createLogger } from '../logger.ts'
import type { Logger } from '../logger-type.ts'
import type { LoggerOptions } from '../options.ts'

/** A parsed line. */
export type CapturedRecord = Readonly<Record<string, unknown>>

export type Capture = {
  readonly log: Logger
  /** What was written so far. Throws if a line is no JSON. */
  read(): {
    readonly records: readonly CapturedRecord[]
    readonly lines: readonly string[]
    readonly manifest: CapturedRecord | undefined
  }
}

export function createCapture(options: LoggerOptions): Capture {
  const written: string[] = []
  const log = createLogger(
    { pretty: false, ...options },
    { write: (line) => void written.push(line) }
  )
  return { log, read: () => toRecords(written) }
}

function toRecords(written: readonly string[]) {
  const lines = written.map((line) => line.replace(/\n$/, ''))
  const records = lines.map(parse)
  const isFirst = records[0] !== undefined && isManifest(records[0])
  return {
    records: isFirst ? records.slice(1) : records,
    lines: isFirst ? lines.slice(1) : lines,
    manifest: isFirst ? records[0] : undefined
  }
}

/** Not JSON.parse's own error: its text holds a piece of the line. */
function parse(line: string, index: number): CapturedRecord {
  try {
    return JSON.parse(line) as CapturedRecord
  } catch {
    throw new LogveilError('ERR_LINE_UNCHECKED', 'The captured lines cannot be read.', [
      {
        path: `lines[${index}]`,
        message:
          'expected a line of JSON, got other text; leave out `pretty` and prettifying destinations'
      }
    ])
  }
}

/** Written before the first line in every format but `pino`; the event's name has another place in each. */
function isManifest(record: CapturedRecord): boolean {
  return 'manifest' in record && JSON.stringify(record).includes('"logveil.manifest"')
}
