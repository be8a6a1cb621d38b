/**
 * The calls of a case on anything that has pino's methods.
 *
 * In: a logger and the kind of call. Out: the function that is measured; one monomorphic closure for each kind.
 */
import type { Logger } from 'pino'
import type { Call } from '../cases/speed-case.ts'
import { toBindings, type WriteRecord } from './variant.ts'

export function toWrite(log: Logger, call: Call): WriteRecord {
  if (call === 'error') return (record) => log.error(record.fields, record.message)
  if (call === 'child') return childWrite(log)
  return (record) => log.info(record.fields, record.message)
}

function childWrite(log: Logger): WriteRecord {
  let serial = 0
  return (record) => {
    serial = (serial + 1) % 1_000_000
    log.child(toBindings(serial)).info(record.fields, record.message)
  }
}
