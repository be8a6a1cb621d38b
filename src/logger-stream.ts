/**
 * Where a logger's lines go, from the first (the manifest) to the last (flush and close).
 *
 * In: options and a destination as pino takes it. Out: the stream for pino, and the logger's flush and close.
 * Promise: what close() calls delivered was written.
 */
import pino, { type DestinationStream } from 'pino'
import { type Books, createBooks, type Ledger } from './deliver/ledger.ts'
import { openStdout, type Stdout } from './deliver/stdout.ts'
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
  readonly books: Books
  /** Set where the lines go to the standard output that is ours. */
  readonly stdout: Stdout | undefined
}

export function openDestination(
  options: LoggerOptions,
  destination: DestinationStream | string | undefined,
  reporter: Reporter
): Out {
  const isStdout = destination === undefined && options.transport === undefined
  const name = isStdout ? 'stdout' : 'destination'
  const pretty = options.pretty ?? (isStdout && process.stdout.isTTY === true)
  const books = createBooks()
  const stdout =
    isStdout && !isPatched()
      ? openStdout(options.stdout ?? {}, books, (trouble) =>
          reporter('ERR_DELIVERY_FAILED', trouble)
        )
      : undefined
  const given = hold(
    options.transport === undefined
      ? toStream(destination)
      : (pino.transport(options.transport as never) as DestinationStream)
  )
  const stream = stdout === undefined ? given : toPinoStream(stdout)
  if (!pretty) return { stream, name, pretty, books, stdout }
  const target = stream ?? process.stdout
  const prettify = createPretty({
    format: options.format,
    messageKey: options.messageKey,
    customLevels: options.customLevels,
    colors: given === undefined && process.stdout.isTTY === true
  })
  const printer = { write: (line: string) => void target.write(prettify(line)) }
  return { stream: printer, name, pretty, books, stdout }
}

/** Somebody has put their own write on process.stdout (a test runner): lines go through that, by pino's own way. */
function isPatched(): boolean {
  return process.stdout.write !== process.stdout.constructor.prototype.write
}

/** What those who hold pino's stream expect of one: `flush` with a callback, and `flushSync`. */
function toPinoStream(stdout: Stdout): DestinationStream {
  const stream: WrittenStream = {
    write: stdout.write,
    flushSync: stdout.flushSync,
    flush: (cb) => void flushStdout(stdout).then((error) => cb?.(error))
  }
  return stream
}

async function flushStdout(stdout: Stdout): Promise<Error | undefined> {
  return (await stdout.flush()) ? undefined : new Error('The reader of stdout takes no lines.')
}

const held = new Set<object>()

/**
 * A destination that gathers lines is written out at exit only while somebody holds it: pino itself holds it weakly, and a
 * logger that nothing refers to any more goes with what it has gathered. Ours makes the collector run, as it starts.
 */
function hold(stream: DestinationStream | undefined): DestinationStream | undefined {
  const { flushSync, on } = (stream ?? {}) as Partial<WrittenStream>
  if (stream === undefined || typeof flushSync !== 'function' || typeof on !== 'function')
    return stream
  held.add(stream)
  on.call(stream, 'close', () => held.delete(stream))
  return stream
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
      const line = `${members}${format.time()},${manifest}\n`
      if (stream === out.stream && out.stdout !== undefined) out.stdout.announce(line)
      else stream.write(line)
    }
  }
}

type WrittenStream = DestinationStream & {
  readonly fd?: number
  on?: (event: string, listener: (...args: unknown[]) => void) => void
  flush?: (cb?: (error?: Error) => void) => void
  flushSync?: () => void
}

export function addLifetime(instance: Instance, out: Out, reporter: Reporter): void {
  const { books } = out
  Object.defineProperty(instance, 'flush', {
    async value(cb?: (error?: Error) => void): Promise<void> {
      const stream = instance[pino.symbols.streamSym as unknown as symbol] as WrittenStream
      const isOurs = stream === out.stream && out.stdout !== undefined
      const error = await (isOurs ? flushStdout(out.stdout) : flushStream(stream))
      if (error !== undefined)
        reporter('ERR_DELIVERY_FAILED', 'A destination failed to take what was written to it.')
      else if (!isOurs) books.settle()
      // as pino calls it: without an argument where nothing went wrong
      if (error === undefined) cb?.()
      else cb?.(error)
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
