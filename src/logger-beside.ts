/**
 * What reads a record beside its line.
 *
 * In: a logger, the safe line of its call. Out: the metadata that its stream asked pino for, made safe; a report, once, of
 * subscribers that see raw arguments. Promise: a stream never keeps an object or a message of the caller's.
 */
import { channel } from 'node:diagnostics_channel'
import type { Fields, Instance, PinoSymbols } from './logger-instance.ts'
import type { Reporter } from './reporter.ts'

/** How a stream asks pino for the last object, message and so on; multistream does, and hands them on. */
const METADATA: unique symbol = Symbol.for('pino.metadata') as never

type MetadataStream = {
  readonly [METADATA]?: boolean
  lastObj?: unknown
  lastMsg?: unknown
}

export type Beside = (logger: Instance, safe: string) => void

export function createBeside(symbols: PinoSymbols, messageKey: string, reporter: Reporter): Beside {
  const streamSym = symbols.streamSym as symbol
  const started = channel('tracing:pino_asJson:start')
  const ended = channel('tracing:pino_asJson:end')
  let isTold = false
  return (logger, safe) => {
    if (!isTold && (started.hasSubscribers || ended.hasSubscribers)) {
      isTold = true
      reporter(
        'ERR_RAW_READER',
        'A subscriber of the diagnostics channel pino_asJson sees raw records; logveil cannot make them safe.'
      )
    }
    const stream = logger[streamSym] as MetadataStream
    if (stream[METADATA] === true) secureMetadata(stream, logger, safe, symbols, messageKey)
  }
}

/** pino has set the raw ones just before; they are replaced before the stream is written to. */
export function secureMetadata(
  stream: MetadataStream,
  logger: Instance,
  safe: string,
  symbols: PinoSymbols,
  messageKey: string
): void {
  const { lastObj: raw, lastMsg: message } = stream
  stream.lastObj = {}
  stream.lastMsg = undefined
  try {
    const record = JSON.parse(safe) as Fields
    stream.lastMsg = message === undefined ? undefined : record[messageKey]
    stream.lastObj = ownFields(record, raw, logger, symbols, messageKey)
  } catch {
    // a raw object whose traps throw, or a line that is no JSON: the stream gets an empty one
  }
}

/** The record without what every line of this logger has: level, time and bindings, and without the message. */
function ownFields(
  record: Fields,
  raw: unknown,
  logger: Instance,
  symbols: PinoSymbols,
  messageKey: string
): Fields {
  const nested = logger[symbols.nestedKeySym as symbol]
  if (typeof nested === 'string' && nested !== '') return (record[nested] ?? {}) as Fields
  const heads = Object.values(logger[symbols.lsCacheSym as symbol] as Record<string, string>)
  const bindings = logger[symbols.chindingsSym as symbol] as string
  const time = (logger[symbols.timeSym as symbol] as () => string)()
  const head = JSON.parse(`${heads[0] ?? '{"level":0'}${time}${bindings}}`) as Fields
  const isOwn = (key: string) => Object.hasOwn(raw as object, key)
  return Object.fromEntries(
    Object.entries(record).filter(
      ([key]) => isOwn(key) || !(key === messageKey || Object.hasOwn(head, key))
    )
  )
}
