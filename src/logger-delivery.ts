/**
 * A logger whose lines go to sinks.
 *
 * In: options with `delivery`, the rule set, the resource. Out: the stream for pino, and the logger's flush, close and ledger.
 * Promise: `flush` resolves when every sink has acknowledged; what could not be acknowledged in time is told, and pending.
 */
import { checkCleanOnly, coveredRules } from './deliver/clean.ts'
import type { SinkLedger } from './deliver/counts.ts'
import { createDelivery, type Delivery } from './deliver/delivery.ts'
import type { DeliveryOptions } from './deliver/delivery-options.ts'
import { createBooks } from './deliver/ledger.ts'
import { createOwnRecords, startLedgerRecords } from './deliver/own-record.ts'
import { LogveilError } from './errors.ts'
import type { Format } from './formats/format.ts'
import type { Instance } from './logger-instance.ts'
import type { Out } from './logger-stream.ts'
import type { LoggerOptions } from './options.ts'
import type { Resource } from './record/resource.ts'
import type { Reporter } from './reporter.ts'
import type { RuleSet } from './rule-set.ts'

export type DeliveryOut = Out & { readonly delivery: Delivery }

export function openDelivery(
  options: LoggerOptions & { readonly delivery: DeliveryOptions },
  rules: RuleSet,
  resource: Resource,
  reporter: Reporter
): DeliveryOut {
  const manifest = { id: rules.id, rules: coveredRules(rules.manifest.rules) }
  const issues = checkCleanOnly(options.delivery.sinks, manifest, 'delivery.sinks')
  if (issues.length > 0)
    throw new LogveilError(
      'ERR_OPTIONS_INVALID',
      'The options of createLogger cannot be used.',
      issues
    )
  const delivery = createDelivery(options.delivery, {
    service: resource.service.name,
    members: options.resource === 'full' ? '' : deliveredMembers(resource),
    manifest,
    report: (summary) => reporter('ERR_DELIVERY_FAILED', summary)
  })
  return {
    stream: { write: delivery.write },
    name: 'delivery',
    pretty: false,
    books: createBooks(),
    stdout: undefined,
    delivery
  }
}

/** What stands on no line of the logger and on each record that is delivered: host, process, container, Kubernetes. */
export function deliveredMembers(resource: Resource): string {
  const { service: _, deployment: __, ...rest } = resource
  return JSON.stringify(rest).slice(1, -1)
}

export function isDeliveryOut(out: Out): out is DeliveryOut {
  return 'delivery' in out
}

/** The members that a delivering logger has beside pino's. */
export function addDelivery(
  instance: Instance,
  { delivery }: DeliveryOut,
  format: Format,
  head: object,
  reporter: Reporter
): void {
  const stopLedger = startLedgerRecords(delivery, createOwnRecords(format, head))
  define(instance, 'flush', async (cb?: (error?: Error) => void) => {
    const isDone = await delivery.flush()
    if (!isDone)
      reporter('ERR_DELIVERY_FAILED', 'Not every sink acknowledged in time; the rest is pending.')
    cb?.(isDone ? undefined : new Error('not every sink acknowledged in time'))
  })
  define(instance, 'ledger', (): Promise<SinkLedger> => delivery.ledger())
  define(instance, 'close', async (): Promise<SinkLedger> => {
    stopLedger()
    return Object.freeze(await delivery.close())
  })
}

function define(instance: Instance, name: string, value: unknown): void {
  Object.defineProperty(instance, name, { value })
}
