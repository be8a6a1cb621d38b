/**
 * Where a logger's lines go, from the first (the manifest) to the last (flush and close).
 *
 * In: options and a destination as pino takes it. Out: the stream for pino, and the logger's flush and close.
 * Promise: what close() calls delivered was written.
 */
import pino, { type DestinationStream } from 'pino'
import type { Books, Ledger } from './deliver/ledger.ts'
import type { Format } from './formats/format.ts'
import { createPretty } from './formats/pretty.ts'
import type { Instance } from './logger-instance.ts'
import type { LoggerOptions } from './options.ts'
import type { Reporter } from './reporter.ts'
import type { RuleSet } from './rule-set.ts'

export type Out = {
  readonly stream: DestinationStream | undefined
  readonly name: string
  readonly pretty: boolean
}

export function openDestination(
  options: LoggerOptions,
  destination: DestinationStream | string | undefined
): Out {
  const isStdout = destination === undefined && options.transport === undefined
  const name = isStdout ? 'stdout' : 'destination'
  const pretty = options.pretty ?? (isStdout && process.stdout.isTTY === true)
  const given =
    options.transport === undefined
      ? toStream(destination)
      : (pino.transport(options.transport as never) as DestinationStream)
  if (!pretty) return { stream: given ?? openStdout(), name, pretty }
  const target = given ?? process.stdout
  const prettify = createPretty({
    format: options.format,
    messageKey: options.messageKey,
    customLevels: options.customLevels,
    colors: given === undefined && process.stdout.isTTY === true
  })
  return { stream: { write: (line: string) => void target.write(prettify(line)) }, name, pretty }
}

/**
 * Standard output, written to at once: pino's own default is asynchronous, and loses what it holds when the process is
 * killed. Where somebody has put their own write on process.stdout (a test runner), pino writes through that.
 */
function openStdout(): DestinationStream | undefined {
  const isPatched = process.stdout.write !== process.stdout.constructor.prototype.write
  return isPatched ? undefined : pino.destination({ fd: process.stdout.fd ?? 1, sync: true })
}

function toStream(
  destination: DestinationStream | string | undefined
): DestinationStream | undefined {
  return typeof destination === 'string' ? pino.destination(destination) : destination
}

export type Announcement = { pending: boolean; write(stream: DestinationStream): void }

/** The manifest, written once, before the first line: what `pii.rules` on each line stands for. */
export function createAnnouncement(
  format: Format,
  rules: RuleSet,
  out: Out,
  head: object
): Announcement {
  return {
    pending: format.name !== 'pino' && !out.pretty,
    write(stream: DestinationStream): void {
      this.pending = false
      const record = {
        ...format.levelFields('info', 30),
        ...head,
        ...format.fields({ event_name: 'logveil.manifest' })
      }
      const members = JSON.stringify(record).slice(0, -1)
      const manifest = JSON.stringify({
        [format.messageKey]: 'rule set',
        manifest: rules.manifest
      }).slice(1)
      stream.write(`${members}${format.time()},${manifest}\n`)
    }
  }
}

type WrittenStream = DestinationStream & {
  readonly fd?: number
  on?: (event: string, listener: (...args: unknown[]) => void) => void
  flush?: (cb: (error?: Error) => void) => void
  flushSync?: () => void
}

export function addLifetime(instance: Instance, out: Out, books: Books, reporter: Reporter): void {
  const stream = instance[pino.symbols.streamSym as unknown as symbol] as WrittenStream
  if (out.name === 'stdout' && typeof stream.on === 'function')
    stream.on('drop', () => books.dropped(1))
  Object.defineProperty(instance, 'flush', {
    async value(cb?: (error?: Error) => void): Promise<void> {
      const error = await flushStream(stream)
      if (error === undefined) books.settle()
      else reporter('ERR_DELIVERY_FAILED', 'A destination failed to take what was written to it.')
      cb?.(error)
    }
  })
  Object.defineProperty(instance, 'close', {
    async value(this: { flush(): Promise<void> }): Promise<Ledger> {
      await this.flush()
      return Object.freeze({ [out.name]: books.entry() })
    }
  })
}

/** pino's flush calls back at once where nothing is gathered, though a write may be under way: a file is written out synchronously. */
function flushStream(stream: WrittenStream): Promise<Error | undefined> {
  return new Promise((resolve) => {
    try {
      if (
        typeof stream.fd === 'number' &&
        stream.fd >= 0 &&
        typeof stream.flushSync === 'function'
      ) {
        stream.flushSync()
        resolve(undefined)
      } else if (typeof stream.flush === 'function')
        stream.flush((error) => resolve(error ?? undefined))
      else resolve(undefined)
    } catch (error) {
      resolve(error as Error)
    }
  })
}
