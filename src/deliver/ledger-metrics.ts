/**
 * The books as numbers for Prometheus.
 *
 * In: a ledger. Out: the text exposition format, version 0.0.4. Promise: no label holds anything but names of sinks, states and reasons.
 */
import type { Ledger } from './ledger.ts'

type Entry = Ledger[string] & { readonly droppedBy?: Readonly<Record<string, number>> }

/**
 * The ledger as Prometheus text, for an endpoint that is scraped.
 *
 * @example
 * res.setHeader('content-type', 'text/plain; version=0.0.4').end(ledgerMetrics(await log.ledger()))
 */
export function ledgerMetrics(ledger: Ledger): string {
  const sinks = Object.entries(ledger) as readonly (readonly [string, Entry])[]
  const counter = (name: string, help: string, read: (entry: Entry) => number): string =>
    metric(
      `logveil_records_${name}_total`,
      'counter',
      help,
      sinks.map(([sink, entry]) => [{ sink }, read(entry)])
    )
  return [
    counter('routed', 'Records handed to the sink.', (entry) => entry.routed),
    counter('delivered', 'Records that the sink acknowledged.', (entry) => entry.delivered),
    counter(
      'dead_lettered',
      'Records that the sink refused for good.',
      (entry) => entry.deadLettered
    ),
    metric(
      'logveil_records_dropped_total',
      'counter',
      'Records dropped, by reason.',
      sinks.flatMap(toDropped)
    ),
    metric(
      'logveil_records_pending',
      'gauge',
      'Records on their way.',
      sinks.map(([sink, entry]) => [{ sink }, entry.pending])
    )
  ].join('')
}

type Sample = readonly [Readonly<Record<string, string>>, number]

/** A sink without drops still has its series: a counter that appears with its first drop hides that drop from `rate`. */
function toDropped([sink, entry]: readonly [string, Entry]): readonly Sample[] {
  const reasons = Object.entries(entry.droppedBy ?? {})
  const known = reasons.reduce((sum, [, count]) => sum + count, 0)
  const rest: Sample[] =
    reasons.length === 0 || known < entry.dropped
      ? [[{ sink, reason: 'other' }, entry.dropped - known]]
      : []
  return [...reasons.map(([reason, count]): Sample => [{ sink, reason }, count]), ...rest]
}

function metric(name: string, type: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => {
    const text = Object.entries(labels).map(([key, label]) => `${key}="${escapeLabel(label)}"`)
    return `${name}{${text.join(',')}} ${value}\n`
  })
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

function escapeLabel(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')
}
