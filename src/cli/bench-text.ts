/**
 * What `logveil bench` tells a person.
 *
 * In: a report. Out: text: the price of a log call beside pino's, the look at a line, where that goes, the dearest rules.
 */
import type { BenchReport, Rate } from '../cost/measure.ts'
import type { Spread } from '../cost/rounds.ts'
import { type Bar, toBars } from './bars.ts'
import { quantity } from './quantity.ts'
import { toTable } from './table.ts'

const MOST_BARS = 8
const DEAREST = 3

export type Machine = {
  readonly cpu: string
  readonly cores: number
  /** One-minute average before the run; always 0 on Windows. */
  readonly load: number
  readonly node: string
}

export type BenchFacts = {
  readonly machine: Machine
  readonly report: BenchReport
  /** What was measured with, as the user called it. */
  readonly sample: string
  readonly isCut: boolean
}

export function benchText({ machine, report, sample, isCut }: BenchFacts): string {
  const { lines, bytes } = report.sample
  const size = `${quantity(lines, 'line')}, ${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 1)} MB`
  const first = isCut ? 'the first ' : ''
  return `${sample}: ${first}${size}; ${quantity(report.rules.count, 'rule')} on ${report.rules.engine}, rule set ${report.rules.id}
${machineText(machine)}
${loggingText(report)}
${scanText(report)}
${phasesText(report)}
${costText(report)}${dearestText(report)}`
}

function machineText({ cpu, cores, load, node }: Machine): string {
  const facts = `${cpu}, ${quantity(cores, 'core')}, load ${load} · Node ${node}\n`
  const isBusy = load > cores / 2
  return isBusy
    ? `${facts}The machine is busy with something else: times are too long, and the ratios uncertain.\n`
    : facts
}

function loggingText({ logging }: BenchReport): string {
  const { pinoDefaults, pino, logveil, toPino, toPinoDefaults } = logging
  const adds = logveil.median - pino.median
  const bars = [
    toTimeBar("pino's defaults", pinoDefaults.median),
    toTimeBar('pino, same fields', pino.median),
    toTimeBar('logveil', logveil.median)
  ]
  const verb = adds < 0 ? 'saves' : 'adds'
  return `One log call (to the null device, ${quantity(logging.records, 'record')} in turn)
${toBars(bars)}logveil ${verb} ${toTime(Math.abs(adds))}: × ${toRatio(toPino)} pino writing the same fields, × ${toRatio(toPinoDefaults)} pino's defaults
`
}

function scanText({ scan, redact, sample }: BenchReport): string {
  const { lines, linesWithFindings, linesTakenApart, findings } = sample
  const found = `${quantity(findings, 'finding')} in ${share(linesWithFindings, lines)} of the lines; ${share(linesTakenApart, lines)} were taken apart`
  return `The rules by themselves
${toTable([
  ['', 'a line', '5th–95th', 'MB/s'],
  ['find', ...toRateCells(scan)],
  ['find and redact', ...toRateCells(redact)]
])}${found}
`
}

function toRateCells({ median, p5, p95, megabytesPerSecond }: Rate): [string, string, number] {
  return [toTime(median), `${toTime(p5)}–${toTime(p95)}`, Math.round(megabytesPerSecond)]
}

function phasesText({ firstPass, scan, sample }: BenchReport): string {
  const exact = Math.max(0, scan.median - firstPass.median)
  const part = sample.linesTakenApart / sample.lines
  const each = part === 0 ? '' : ` (${toTime(exact / part)} each)`
  const label = `exact scan of ${share(part, 1)}${each}`
  const bars = [toTimeBar('first pass over each line', firstPass.median), toTimeBar(label, exact)]
  return `Where the ${toTime(scan.median)} of a line go\n${toBars(bars)}`
}

function costText({ cost, scan }: BenchReport): string {
  if (cost.rules.length === 0) return 'No pattern rule had anything to do on these lines.\n'
  const top = cost.rules.slice(0, MOST_BARS)
  const rest = cost.rules.slice(MOST_BARS)
  const bars = [
    ...top.map(({ id, nsPerLine }) => toTimeBar(id, nsPerLine)),
    ...(rest.length === 0 ? [] : [toTimeBar(quantity(rest.length, 'other rule'), sumOf(rest))])
  ]
  const all = sumOf(cost.rules)
  return `What the rules' own searches and validators cost a line
${toBars(bars)}together ${toTime(all)}, ${share(all, Math.max(scan.median, all))} of finding; noted on ${quantity(cost.lines, 'line')} and run again by themselves
the rest is shared: the pass over the line, names of keys, evidence, decoding; ${quantity(cost.idleRules, 'pattern rule')} did nothing
`
}

function sumOf(rules: readonly { readonly nsPerLine: number }[]): number {
  return rules.reduce((sum, { nsPerLine }) => sum + nsPerLine, 0)
}

function dearestText({ cost, scan }: BenchReport): string {
  const dearest = cost.rules.slice(0, DEAREST)
  if (dearest.length === 0) return ''
  const told = dearest.map(({ id, nsPerLine, why }, index) => {
    const part = share(nsPerLine, Math.max(scan.median, nsPerLine))
    return `${index + 1}. ${id}  ${toTime(nsPerLine)} a line, ${part} of finding\n${why.map((sentence) => `   ${sentence}\n`).join('')}`
  })
  return `\nThe dearest, and why
${told.join('')}`
}

function toTimeBar(label: string, ns: number): Bar {
  return { label, value: ns, text: toTime(ns) }
}

function toRatio({ median, p5, p95 }: Spread): string {
  return `${median.toFixed(2)} (${p5.toFixed(2)}–${p95.toFixed(2)})`
}

function toTime(ns: number): string {
  if (ns < 10) return `${ns.toFixed(1)} ns`
  if (ns < 1e3) return `${ns.toFixed(0)} ns`
  return ns < 1e6 ? `${(ns / 1e3).toFixed(2)} µs` : `${(ns / 1e6).toFixed(2)} ms`
}

function share(part: number, whole: number): string {
  const percent = (part / Math.max(1e-9, whole)) * 100
  return `${percent.toFixed(percent < 10 ? 1 : 0)} %`
}
