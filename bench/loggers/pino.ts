/**
 * pino without redaction: what everything is compared with.
 *
 * `pino` writes the same fields as logveil, with the same clock (an ISO time made once a millisecond) and the constant
 * fields where they cost least (the cached level prefix). `pino-iso-time` has pino's own ISO clock instead,
 * `pino-defaults` pino's defaults.
 */
import { type LoggerOptions, pino } from 'pino'
import type { BenchRecord } from '../corpus/records.ts'
import { toWrite } from './pino-calls.ts'
import type { OpenContext, OpenVariant, Variant } from './variant.ts'

export const PINO_VARIANTS: readonly Variant[] = [
  {
    name: 'pino',
    redacts: false,
    sameFields: true,
    prepare: nameException,
    open: (context) => openPino(context, sameFields(context, createCachedClock()))
  },
  {
    name: 'pino-iso-time',
    redacts: false,
    sameFields: true,
    prepare: nameException,
    open: (context) => openPino(context, sameFields(context, pino.stdTimeFunctions.isoTime))
  },
  {
    name: 'pino-defaults',
    redacts: false,
    sameFields: true,
    open: (context) => openPino(context, {})
  }
]

export function openPino(context: OpenContext, options: LoggerOptions): OpenVariant {
  const log = pino(options, context.destination as { write(line: string): void })
  return { write: toWrite(log, context.call) }
}

/** Options under which pino writes the line that logveil writes. */
function sameFields(context: OpenContext, timestamp: () => string): LoggerOptions {
  return {
    base: null,
    messageKey: 'message',
    timestamp,
    // Constant fields beside the level are cached by pino as text: the cheapest place for them.
    formatters: { level: (_label, number) => ({ level: number, ...context.head }) },
    serializers: { exception: toException }
  }
}

function toException(error: Error): object {
  return { type: error.name, message: error.message, stacktrace: error.stack }
}

/** logveil turns `err` into `exception.*`; pino is given it under that name. */
function nameException(record: BenchRecord): BenchRecord {
  const { err, ...rest } = record.fields
  return err === undefined ? record : { ...record, fields: { ...rest, exception: err } }
}

/** An ISO time costs 19 % of a pino line when made anew for each; logveil makes it once a millisecond, and so does this. */
export function createCachedClock(): () => string {
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
