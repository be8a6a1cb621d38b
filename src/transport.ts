/**
 * The entry `logveil/transport`: delivery behind any pino.
 *
 * In: the options of `delivery`, and what redacts. Out: a stream for pino's transport thread.
 * Promise: every line is redacted here too, since nobody knows who made it; redacting twice changes nothing. The spool is
 * written in pino's transport thread: what pino has not handed over when the process is killed is lost before it comes here, which
 * `createLogger({ delivery })` does not suffer from.
 */
import { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { checkDelivery } from './deliver/check-delivery.ts'
import { createDelivery, type Delivery } from './deliver/delivery.ts'
import type { DeliveryOptions } from './deliver/delivery-options.ts'
import { toStandardLine } from './deliver/from-pino.ts'
import { LogveilError } from './errors.ts'
import { deliveredMembers } from './logger-delivery.ts'
import { detectResource, type ResourceOptions } from './record/resource.ts'
import { createReporter } from './reporter.ts'
import { createScanner, type Scanner, type ScannerOptions } from './scanner.ts'

/** Options of the transport; all of it is data, since pino clones it to a worker. */
export type TransportOptions = DeliveryOptions &
  ResourceOptions & {
    /** What redacts; `false` only where the logger already does. @default the default rules */
    readonly redaction?: ScannerOptions | false
  }

/**
 * A stream for pino.
 * Throws LogveilError with all problems of the options at once.
 *
 * @example
 * pino(pino.transport({ target: 'logveil/transport', options: { sinks: { lake: { type: 'file', path: './lake' } } } }))
 */
function openTransport(options: TransportOptions): Writable {
  const { redaction, service, deployment, ...delivery } = withoutPinos(options)
  const issues = checkDelivery(delivery, 'options')
  if (issues.length > 0)
    throw new LogveilError(
      'ERR_OPTIONS_INVALID',
      'The options of the transport cannot be used.',
      issues
    )
  const resource = detectResource({ service, deployment })
  const members = deliveredMembers(resource)
  const scanner = redaction === false ? undefined : createScanner(redaction)
  const reporter = createReporter(undefined)
  const open = createDelivery(
    { ...delivery, worker: false, signals: false },
    {
      service: resource.service.name,
      members,
      manifest:
        scanner === undefined
          ? null
          : { id: scanner.rulesId, rules: Object.keys(scanner.manifest.rules) },
      report: (summary) => reporter('ERR_DELIVERY_FAILED', summary)
    }
  )
  return toStream(open, createPrepare(scanner, Object.keys(JSON.parse(`{${members}}`))))
}

/** What pino itself adds to a transport's options. */
function withoutPinos(options: TransportOptions): TransportOptions {
  const entries = Object.entries(options)
  return Object.fromEntries(
    entries.filter(([key]) => !key.startsWith('$') && key !== 'pinoWillSendConfig')
  ) as TransportOptions
}

function createPrepare(
  scanner: Scanner | undefined,
  added: readonly string[]
): (line: string) => string {
  if (scanner === undefined) return (line) => toStandardLine(line, undefined, added)
  return (line) => toStandardLine(scanner.redactLine(line).line, scanner.rulesId, added)
}

/** pino hands over chunks that may end within a line, or within a character. */
function toStream(delivery: Delivery, prepare: (line: string) => string): Writable {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const take = (text: string): void => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() as string
    for (const line of lines) if (line !== '') delivery.write(`${prepare(line)}\n`)
  }
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      take(typeof chunk === 'string' ? chunk : decoder.write(chunk))
      done()
    },
    final(done) {
      if (rest !== '') take('\n')
      delivery.close().then(
        () => done(),
        (error: Error) => done(error)
      )
    }
  })
  return Object.assign(stream, { flush: async () => void (await delivery.flush()) })
}

// biome-ignore lint/style/noDefaultExport: pino's transports are found under this name
export { openTransport as default }
