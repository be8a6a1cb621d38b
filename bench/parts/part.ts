/**
 * src/ itself, bundled with or without some of its parts: one logger, ready to write a case's records.
 *
 * In: a case's name. Out: a function that writes the records in turn. Throws where a line is not what it must be.
 */
import { createLogger } from '../../src/index.ts'
import { ALL_CASES } from '../cases/all-cases.ts'
import type { BenchRecord } from '../corpus/records.ts'
import { toWrite } from '../loggers/pino-calls.ts'
import { portOf } from '../product.ts'
import { checkLines } from '../speed/check.ts'
import { openFile } from '../speed/sinks.ts'

export type Part = {
  /** Writes that many records; the file is emptied first. */
  run(calls: number): void
  close(): void
}

const NOTHING_OWN = Object.freeze({})

export function openPart(caseName: string): Part {
  const speedCase = ALL_CASES.find(({ name }) => name === caseName)
  if (speedCase === undefined) throw new Error(`no case is named ${caseName}`)
  const { records, call } = speedCase
  const sink = openFile()
  const log = createLogger({ service: { name: 'bench' }, pretty: false }, sink.destination as never)
  const port = portOf(log as never)
  const write =
    call === 'port'
      ? ({ fields, message }: BenchRecord) =>
          port.write(log as never, 'info', fields, NOTHING_OWN, message)
      : toWrite(log as never, call)
  for (const record of records) write(record)
  const { lines, expectedLines, invalidJson, changed } = checkLines(sink.take(), records, true)
  if (lines !== expectedLines || invalidJson + changed > 0) throw new Error('wrong lines')
  return {
    run(calls) {
      sink.reset()
      for (let i = 0; i < calls; i++) write(records[i % records.length] as BenchRecord)
    },
    close: sink.close
  }
}
