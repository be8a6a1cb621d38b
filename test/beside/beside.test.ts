/**
 * What stands beside the line: metadata, diagnostics subscribers, neighbours that splice, streams put in later.
 */
import { tracingChannel } from 'node:diagnostics_channel'
import pino, { type DestinationStream } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { createLogger, type LoggerOptions, type LogveilError } from '../../src/index.ts'

const EMAIL = 'jane.doe@example.com'
const TOKEN = '[EMAIL_ADDRESS]'
const METADATA = Symbol.for('pino.metadata')
const symbols = pino.symbols as unknown as Readonly<Record<string, symbol>>

type Raw = Record<symbol | string, unknown> & { lines: string[]; write(line: string): void }

function keep(metadata = false): Raw {
  const lines: string[] = []
  return { lines, write: (line) => void lines.push(line), [METADATA]: metadata }
}

function build(options: LoggerOptions = {}, out: Raw = keep()) {
  const errors: LogveilError[] = []
  const log = createLogger(
    { ...options, onError: (error) => errors.push(error) },
    out as DestinationStream
  )
  const last = () => JSON.parse(out.lines.at(-1) as string) as Record<string, unknown>
  return { log, out, errors, last, root: log as unknown as Record<symbol, unknown> }
}

test.each(['standard', 'pino', 'gcp', 'ecs', 'datadog'] as const)(
  "a stream that asks for metadata in format %s gets the call's fields and message from the safe line",
  (format) => {
    const { log, out } = build({ format }, keep(true))
    log.child({ tenant: 'acme' }).info({ to: EMAIL, n: 1 }, `mail to ${EMAIL}`)
    expect(out.lastObj).toEqual({ to: TOKEN, n: 1 })
    expect([out.lastMsg, out.lastLevel]).toEqual([`mail to ${TOKEN}`, 30])
    log.info({ n: 2 })
    expect([out.lastObj, out.lastMsg]).toEqual([{ n: 2 }, undefined])
  }
)

test('no raw object stays on the stream: errors, nested keys, a line that was withheld', () => {
  const { log, out } = build({ nestedKey: 'payload' }, keep(true))
  log.error({ err: new Error(EMAIL), to: EMAIL }, 'x')
  expect(out.lastObj).toEqual({ to: TOKEN })
  const hostile = {
    get a() {
      throw new Error(EMAIL)
    }
  }
  log.error(hostile, EMAIL)
  expect([out.lastObj, out.lastMsg]).toEqual([{}, '[WITHHELD]'])
  const other = build({ hooks: { streamWrite: () => expect.fail('x') } }, keep(true))
  other.log.info({ to: EMAIL }, EMAIL)
  expect(JSON.stringify([other.out.lastObj, other.out.lastMsg])).not.toContain(EMAIL)
})

test('a field that a child has too belongs to the call that wrote it', () => {
  const { log, out } = build({}, keep(true))
  log.child({ a: 1, b: 2 }).info({ a: 3 }, 'x')
  expect(out.lastObj).toEqual({ a: 3 })
})

test('each stream of a multistream gets safe metadata', () => {
  const raw = keep(true)
  const streams = pino.multistream([
    { stream: raw as never },
    { stream: keep() as never, level: 'error' }
  ])
  const log = createLogger({}, streams)
  log.info({ to: EMAIL }, EMAIL)
  expect([raw.lastObj, raw.lastMsg]).toEqual([{ to: TOKEN }, TOKEN])
})

const channel = tracingChannel('pino_asJson')
const subscriber = {
  start: () => undefined,
  end: () => undefined,
  asyncStart() {},
  asyncEnd() {},
  error() {}
}
afterEach(() => channel.unsubscribe(subscriber))

test('a subscriber of the diagnostics channel, who sees raw arguments, is told of once', () => {
  const { log, errors, last } = build()
  log.info('before')
  expect(errors).toEqual([])
  channel.subscribe(subscriber)
  log.info({ to: EMAIL }, 'x')
  log.child({ a: 1 }).info('y')
  expect(errors.map((error) => error.code)).toEqual(['ERR_RAW_READER'])
  expect(last().message).toBe('y')
})

test('a stream that is added beside the first, as OpenTelemetry does, sees safe lines only', () => {
  const [own, added] = [keep(), keep(true)]
  const { log, root, errors } = build({}, own)
  root[symbols.streamSym as symbol] = pino.multistream([
    { level: 'info', stream: own as never },
    { level: 'info', stream: added as never }
  ])
  log.info({ to: EMAIL }, EMAIL)
  expect(added.lines.at(-1)).toBe(own.lines.at(-1))
  expect(added.lines.join('')).not.toContain(EMAIL)
  expect(added.lastObj).toEqual({ to: TOKEN })
  expect(errors).toEqual([])
})

test('a stream put in later gets safe lines, and so does one of a child', () => {
  const later = keep(true)
  const { log, root } = build()
  root[symbols.streamSym as symbol] = later
  log.info({ to: EMAIL })
  const own = keep()
  const child = log.child({ by: EMAIL })
  ;(child as unknown as Record<symbol, unknown>)[symbols.streamSym as symbol] = own
  child.info({ to: EMAIL })
  expect([...later.lines, ...own.lines].join('')).not.toContain(EMAIL)
  expect(own.lines).toHaveLength(1)
})

/** dd-trace wraps asJson of the instance and puts its ids before the closing brace. */
function splice(instance: Record<symbol, unknown>, edit: (line: string) => string): void {
  const asJson = instance[symbols.asJsonSym as symbol] as (...args: unknown[]) => string
  instance[symbols.asJsonSym as symbol] = function wrapped(this: unknown, ...args: unknown[]) {
    return edit(asJson.apply(this, args))
  }
}

test.each([
  [
    'at the end',
    (line: string) => line.replace(/\}\n$/, `,"dd":{"trace_id":"1","user":"${EMAIL}"}}\n`)
  ],
  ['at the start', (line: string) => line.replace('{', `{"dd":"${EMAIL}",`)],
  ['behind the level', (line: string) => line.replace(/("level":\d+)/, `$1,"dd":"${EMAIL}"`)],
  ['behind the time', (line: string) => line.replace(/("time":"[^"]*")/, `$1,"dd":"${EMAIL}"`)],
  ['among the bindings', (line: string) => line.replace('"tenant":"acme"', `"tenant":"${EMAIL}"`)]
])('what a neighbour splices in %s is looked at', (_where, edit) => {
  const { log, root, last, out } = build()
  const child = log.child({ tenant: 'acme' })
  splice(root, edit)
  child.info({ a: 1 }, 'x')
  expect(out.lines.join('')).not.toContain(EMAIL)
  expect(last()).toMatchObject({ a: 1, message: 'x' })
  expect(out.lines.at(-1)).toContain(TOKEN)
})
