/**
 * What redaction costs on lines of one's own.
 *
 * In: lines, the options of the rules, a time budget, a clock. Out: a report: one log call beside pino's, the look at a line,
 * the cost of each rule. Promise: pure but for the null device that the compared loggers write to; numbers, ids and names of
 * rules, never a value of a line.
 */
import { createRuleSet, type RuleSet, type RuleSetOptions } from '../rule-set.ts'
import { isCompiledPatternRule } from '../rules/rule.ts'
import { COUNTERS, type Counters, type Scanner, toScanner } from '../scanner.ts'
import { openLoggers } from './compared-loggers.ts'
import { type Clock, ratioOf, type Spread, spreadOf, type Timed, timeInTurns } from './rounds.ts'
import { costOfRules, type RuleCost } from './rule-costs.ts'
import { recordWork } from './rule-searches.ts'
import { toRecord } from './sample-records.ts'

export type BenchOptions = {
  readonly rules: RuleSetOptions
  /** For everything together; counting findings may take as long again, and two seconds at least. */
  readonly ms: number
  readonly now: Clock
}

export type BenchReport = {
  readonly sample: SampleFacts
  readonly rules: { readonly id: string; readonly count: number; readonly engine: string }
  /** One log call, ns. */
  readonly logging: {
    readonly records: number
    readonly pinoDefaults: Spread
    readonly pino: Spread
    readonly logveil: Spread
    readonly toPino: Spread
    readonly toPinoDefaults: Spread
  }
  /** One line, ns: `firstPass` rules out what holds nothing, `scan` finds, `redact` writes the safe line too. */
  readonly firstPass: Rate
  readonly scan: Rate
  readonly redact: Rate
  readonly cost: {
    /** Lines whose searches were noted and run again. */
    readonly lines: number
    /** ns a line of the scan that no single pattern rule causes. */
    readonly sharedNsPerLine: number
    /** Rules that name keys: they cost one look at each name for all of them together. */
    readonly keyRules: number
    /** Pattern rules that did nothing on these lines. */
    readonly idleRules: number
    readonly rules: readonly RuleCost[]
  }
}

export type SampleFacts = {
  /** The first ones, where there were more than the time allows. */
  readonly lines: number
  /** UTF-8, with a line break each. */
  readonly bytes: number
  readonly linesWithFindings: number
  /** Lines that the first pass could not rule out. */
  readonly linesTakenApart: number
  readonly findings: number
  /** Findings by rule id. */
  readonly byRule: Readonly<Record<string, number>>
}

export type Rate = Spread & { readonly lines: number; readonly megabytesPerSecond: number }

/** The first line alone takes a tenth of a second: V8 has compiled nothing yet. */
const LEAST_FACTS_MS = 2000

const SHARES = { logging: 0.5, scan: 0.3, rules: 0.2 }

export function measure(given: readonly string[], options: BenchOptions): BenchReport {
  const { rules, ms, now } = options
  const ruleSet = createRuleSet(rules)
  const sample = factsOf(given, toScanner(ruleSet), ms, now)
  const lines = given.slice(0, sample.lines)
  const scans = timeScans(lines, ruleSet, ms * SHARES.scan, now)
  const logging = compareLoggers(lines, rules, ms * SHARES.logging, now)
  const recorded = recordWork(ruleSet.packs, lines, rules)
  const costs = costOfRules(recorded, sample.byRule, ms * SHARES.rules, now)
  const all = ruleSet.packs.flatMap((pack) => pack.rules)
  const patternRules = all.filter(isCompiledPatternRule).length
  const attributed = costs.reduce((sum, { nsPerLine }) => sum + nsPerLine, 0)
  return {
    sample,
    rules: { id: ruleSet.id, count: all.length, engine: ruleSet.manifest.engine },
    logging,
    ...scans,
    cost: {
      lines: recorded.lines,
      sharedNsPerLine: Math.max(0, scans.scan.median - attributed),
      keyRules: all.length - patternRules,
      idleRules: patternRules - costs.length,
      rules: costs
    }
  }
}

/** Stops where the lines take longer than all that is to be measured with them. */
function factsOf(given: readonly string[], scanner: Scanner, ms: number, now: Clock): SampleFacts {
  const end = now() + Math.max(ms, LEAST_FACTS_MS)
  let lines = 0
  let linesWithFindings = 0
  const byRule: Record<string, number> = {}
  for (const line of given) {
    if (lines > 0 && now() > end) break
    lines++
    const found = scanner.scan(line)
    if (found.length > 0) linesWithFindings++
    for (const { ruleId } of found) byRule[ruleId] = (byRule[ruleId] ?? 0) + 1
  }
  const { findings, tokenised } = (scanner as unknown as { readonly [COUNTERS]: Counters })[
    COUNTERS
  ]
  const bytes = bytesOf(given.slice(0, lines))
  return { lines, bytes, linesWithFindings, linesTakenApart: tokenised, findings, byRule }
}

function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
}

function compareLoggers(
  lines: readonly string[],
  rules: RuleSetOptions,
  ms: number,
  now: Clock
): BenchReport['logging'] {
  const records = lines.map(toRecord)
  const { defaults, sameFields, logveil, close } = openLoggers(rules)
  const works = [defaults, sameFields, logveil].map(
    (write) => (item: number) => write(records[item] as (typeof records)[number])
  )
  const { items, rounds } = timeInTurns(works, records.length, ms, now)
  close()
  const [byDefault, plain, safe] = rounds as [number[], number[], number[]]
  return {
    records: items,
    pinoDefaults: spreadOf(byDefault),
    pino: spreadOf(plain),
    logveil: spreadOf(safe),
    toPino: ratioOf(safe, plain),
    toPinoDefaults: ratioOf(safe, byDefault)
  }
}

function timeScans(
  lines: readonly string[],
  ruleSet: RuleSet,
  ms: number,
  now: Clock
): Pick<BenchReport, 'firstPass' | 'scan' | 'redact'> {
  const scanner = toScanner(ruleSet)
  const works = [
    (item: number) => ruleSet.matcher.mayHoldText(lines[item] as string),
    (item: number) => scanner.scan(lines[item] as string),
    (item: number) => scanner.redactLine(lines[item] as string)
  ]
  const timed = timeInTurns(works, lines.length, ms, now)
  const [firstPass, scan, redact] = [0, 1, 2].map((index) => toRate(lines, timed, index)) as [
    Rate,
    Rate,
    Rate
  ]
  return { firstPass, scan, redact }
}

function toRate(lines: readonly string[], { items, rounds }: Timed, index: number): Rate {
  const spread = spreadOf(rounds[index] as readonly number[])
  const bytesPerLine = bytesOf(lines.slice(0, items)) / items
  // bytes a nanosecond are gigabytes a second
  const megabytesPerSecond = (bytesPerLine / Math.max(spread.median, 1e-6)) * 1000
  return { ...spread, lines: items, megabytesPerSecond }
}
