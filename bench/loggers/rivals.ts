/**
 * Loggers that redact, with npm's means.
 *
 * Each writes to the same destination. A scanner that takes text is put where a pino user can put it: behind
 * `hooks.streamWrite`, on the final line. What it leaks or breaks there is counted, not forgiven.
 */
import type { LoggerOptions } from 'pino'
import { type Logger, pino } from 'pino'
import { redactByHand } from '../scanners/regexes.ts'
import {
  loadLogTapePatterns,
  loadOpenRedaction,
  loadRedactPii,
  loadRedactPiiNode,
  name
} from '../scanners/rival-packages.ts'
import { openPino } from './pino.ts'
import { toWrite } from './pino-calls.ts'
import type { OpenContext, OpenVariant, Variant } from './variant.ts'

/** What a careful team lists: names at the top and one level below (pino's `*` is one level). */
const PATHS = ['password', 'email', 'phone', 'card', 'token', 'authorization', 'cookie'].flatMap(
  (key) => [key, `*.${key}`]
)

export const RIVAL_VARIANTS: readonly Variant[] = [
  rival('pino-redact-paths', (context) => openPino(context, { redact: PATHS })),
  rival('pino+redactpii', async (context) => openPino(context, onLine(await loadRedactPiiNode()))),
  rival('pino+redact-pii', async (context) => openPino(context, onLine(await loadRedactPii()))),
  rival('pino+regexes', (context) => openPino(context, onLine(redactByHand))),
  rival('pino+openredaction', openOpenRedaction),
  rival('logtape+patterns', openLogTape),
  rival('winston+regexes', openWinston),
  rival('evlog', openEvlog)
]

function rival(variant: string, open: Variant['open']): Variant {
  return { name: variant, redacts: true, sameFields: true, open }
}

function onLine(redact: (line: string) => string): LoggerOptions {
  return { hooks: { streamWrite: redact } }
}

/** Its detector is asynchronous, so the line can only be written later; the bench waits for it. */
async function openOpenRedaction(context: OpenContext): Promise<OpenVariant> {
  const detect = await loadOpenRedaction()
  const lines: string[] = []
  const log: Logger = pino({}, { write: (text: string) => void lines.push(text) })
  const write = toWrite(log, context.call)
  return {
    isAsync: true,
    write: async (record) => {
      write(record)
      context.destination.write((await detect(lines.pop() ?? '')).redacted)
    }
  }
}

type LogTape = {
  configureSync(config: object): void
  getLogger(category: string): {
    info(message: string, fields: object): void
    error(message: string, fields: object): void
    with(fields: object): { info(message: string, fields: object): void }
  }
  jsonLinesFormatter(record: object): string
}

async function openLogTape(context: OpenContext): Promise<OpenVariant> {
  const tape = (await import(name('@logtape/logtape'))) as LogTape
  const { redactByPattern } = (await import(name('@logtape/redaction'))) as {
    redactByPattern(
      format: (record: object) => string,
      patterns: readonly object[]
    ): (record: object) => string
  }
  const format = redactByPattern(tape.jsonLinesFormatter, await loadLogTapePatterns())
  tape.configureSync({
    sinks: { file: (record: object) => context.destination.write(format(record)) },
    loggers: [
      { category: 'bench', sinks: ['file'], lowestLevel: 'info' },
      { category: ['logtape', 'meta'], sinks: [], lowestLevel: 'error' }
    ]
  })
  const log = tape.getLogger('bench')
  return { write: (record) => log.info(record.message, record.fields) }
}

type Winston = {
  format: {
    (transform: (info: Record<string, unknown>) => object): () => object
    combine(...formats: object[]): object
    timestamp(): object
    json(): object
  }
  createLogger(options: object): { info(message: string, fields: object): void }
  transports: { Stream: new (options: object) => object }
}

/** A format that redacts the strings of an info object by the handwritten regexes, as winston's documentation suggests. */
async function openWinston(context: OpenContext): Promise<OpenVariant> {
  const { default: winston } = (await import(name('winston'))) as { default: Winston }
  const { Writable } = await import('node:stream')
  const stream = new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      context.destination.write(line)
      done()
    }
  })
  const redact = winston.format((info) => redactStrings(info) as object)
  const log = winston.createLogger({
    format: winston.format.combine(redact(), winston.format.timestamp(), winston.format.json()),
    transports: [new winston.transports.Stream({ stream, eol: '\n' })]
  })
  return { write: (record) => log.info(record.message, record.fields) }
}

/** Copies what is a plain object or array; winston's symbol keys are kept, because its transports read them. */
function redactStrings(value: unknown): unknown {
  if (typeof value === 'string') return redactByHand(value)
  if (Array.isArray(value)) return value.map(redactStrings)
  if (value === null || typeof value !== 'object') return value
  const copy: Record<string | symbol, unknown> = { ...value }
  for (const key of Object.keys(copy)) copy[key] = redactStrings(copy[key])
  return copy
}

type Evlog = {
  initLogger(options: object): void
  log: { info(event: object): void }
}

async function openEvlog(context: OpenContext): Promise<OpenVariant> {
  const evlog = (await import(name('evlog'))) as Evlog
  evlog.initLogger({
    env: { service: 'bench' },
    redact: true,
    silent: true,
    drain: ({ event }: { event: object }) => {
      context.destination.write(`${JSON.stringify(event)}\n`)
    }
  })
  return { write: (record) => evlog.log.info({ ...record.fields, message: record.message }) }
}
