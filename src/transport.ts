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
import { checkCleanOnly, coveredRules } from './deliver/clean.ts'
import { createDelivery, type Delivery } from './deliver/delivery.ts'
import type { DeliveryOptions } from './deliver/delivery-options.ts'
import { toStandardLine } from './deliver/from-pino.ts'
import { createOwnRecords, startLedgerRecords } from './deliver/own-record.ts'
import { type Issue, LogveilError } from './errors.ts'
import { createFormat } from './formats/format.ts'
import { deliveredMembers } from './logger-delivery.ts'
import {
  compactResource,
  detectResource,
  type Resource,
  type ResourceOptions
} from './record/resource.ts'
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
  const scanner = redaction === false ? undefined : createScanner(redaction)
  const manifest =
    scanner === undefined
      ? null
      : { id: scanner.rulesId, rules: coveredRules(scanner.manifest.rules) }
  throwIssues(checkDelivery(delivery, 'options'))
  throwIssues(checkCleanOnly(delivery.sinks, manifest, 'options.sinks'))
  const resource = detectResource({ service, deployment })
  const members = deliveredMembers(resource)
  const reporter = createReporter(undefined)
  const open = createDelivery(
    { ...delivery, worker: false, signals: false },
    {
      service: resource.service.name,
      members,
      manifest,
      report: (summary) => reporter('ERR_DELIVERY_FAILED', summary)
    }
  )
  const toLine = createOwnRecords(createFormat('standard', { resource }), toHead(resource, scanner))
  if (scanner !== undefined)
    open.write(toLine('logveil.manifest', 'rule set', { manifest: scanner.manifest }))
  return toStream(
    open,
    createPrepare(scanner, Object.keys(JSON.parse(`{${members}}`))),
    startLedgerRecords(open, toLine)
  )
}

/** What stands on each record of our own: who emits it, and who looked at it. */
function toHead(resource: Resource, scanner: Scanner | undefined): object {
  const pii = scanner === undefined ? {} : { pii: { rules: scanner.rulesId } }
  return { ...compactResource(resource), ...pii }
}

function throwIssues(issues: readonly Issue[]): void {
  if (issues.length === 0) return
  throw new LogveilError(
    'ERR_OPTIONS_INVALID',
    'The options of the transport cannot be used.',
    issues
  )
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
function toStream(
  delivery: Delivery,
  prepare: (line: string) => string,
  onEnd: () => void
): Writable {
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
      onEnd()
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
