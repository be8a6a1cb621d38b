/**
 * The entry `logveil/testing`: does my code log what it should, and nothing that it must not?
 *
 * In: code that logs, lines that were logged. Out: records; an error that names each finding by rule, infoType, line and path.
 * Promise: works in any test runner; no message ever holds a value.
 */
import { type Issue, LogveilError } from '../errors.ts'
import type { Logger } from '../logger-type.ts'
import { checkOptions, type LoggerOptions, RULE_SET_OPTIONS } from '../options.ts'
import type { RuleSetOptions } from '../rule-set.ts'
import { type Canary, makeCanaries } from './canaries.ts'
import { type CapturedRecord, createCapture } from './capture.ts'
import { findRemaining, type PiiFinding } from './findings.ts'
import { findSurvivors, type Planted, type Survivor } from './planted.ts'

export type { Canary } from './canaries.ts'
export type { CapturedRecord } from './capture.ts'
export type { PiiFinding } from './findings.ts'
export type { Planted, Survivor } from './planted.ts'

/** What a block of code logged; `records[i]` is the parsed `lines[i]`. */
export type CapturedLogs<Result> = {
  readonly records: readonly CapturedRecord[]
  /** As written, without the line break. */
  readonly lines: readonly string[]
  /** The record that describes the rule set; it is none of `records`. Not there in format `pino`. */
  readonly manifest: CapturedRecord | undefined
  /** What the block returned. */
  readonly result: Result
}

/** The rules to look with, as createScanner takes them, and what was planted. */
export type NoPiiOptions = RuleSetOptions & {
  /** Values that must not survive, plain or encoded. */
  readonly planted?: readonly Planted[]
}

/**
 * The records of a block of code, which is handed a logger that writes into memory.
 * The options are createLogger's. Rejects with what the block throws.
 *
 * @example
 * const { records } = await captureLogs((log) => signUp({ email: 'jane.doe@example.com' }, log))
 * assert.equal(records[0].message, 'signed up [EMAIL_ADDRESS]')
 */
export async function captureLogs<Result>(
  block: (log: Logger) => Result | Promise<Result>,
  options: LoggerOptions = {}
): Promise<CapturedLogs<Result>> {
  const { log, read } = createCapture(options)
  const result = await block(log)
  await log.flush()
  return { ...read(), result }
}

/**
 * Throws ERR_PII_FOUND if anything is left to find in the lines, or a planted value survived in any encoding.
 * The issues name line, path, infoType and rule or encoding, never the value.
 *
 * @example
 * expectNoPii(lines, { planted: ['jane.doe@example.com'] })
 */
export function expectNoPii(lines: string | readonly string[], options: NoPiiOptions = {}): void {
  checkOptions(options, [...RULE_SET_OPTIONS, 'planted'], 'expectNoPii')
  const { planted = [], ...rules } = options
  const all = toLines(lines)
  const issues = [
    ...findRemaining(all, rules).map(findingIssue),
    ...findSurvivors(all, planted).map(survivorIssue)
  ]
  if (issues.length === 0) return
  throw new LogveilError(
    'ERR_PII_FOUND',
    `Personal data or secrets in ${all.length} lines:`,
    issues
  )
}

/**
 * What the rules still find in lines; what an operator left on purpose (a mask, a truncated address) is none.
 *
 * @example
 * findPii(readFileSync('app.ndjson', 'utf8')).length // 0
 */
export function findPii(
  lines: string | readonly string[],
  options: RuleSetOptions = {}
): readonly PiiFinding[] {
  checkOptions(options, RULE_SET_OPTIONS, 'findPii')
  return findRemaining(toLines(lines), options)
}

/**
 * Where planted values can still be read: as they are, in other case, digits with separators, JSON in strings,
 * escapes, percent, base64 at any alignment, hex, printed bytes, and any of these inside another.
 *
 * @example
 * findPlanted(lines, [{ infoType: 'PASSWORD', value: secret }]) // []
 */
export function findPlanted(
  lines: string | readonly string[],
  planted: readonly Planted[]
): readonly Survivor[] {
  return findSurvivors(toLines(lines), planted)
}

/**
 * Values to plant: one of each kind that the default rules find wherever it stands. The same seed gives the same.
 *
 * @example
 * const canaries = plantCanaries(7)
 * const { lines } = await captureLogs((log) => log.info({ note: canaries.map((each) => each.value) }))
 * expectNoPii(lines, { planted: canaries })
 */
export function plantCanaries(seed: number = 1): readonly Canary[] {
  return makeCanaries(seed)
}

function toLines(lines: string | readonly string[]): readonly string[] {
  return typeof lines === 'string' ? lines.split(/\r?\n/) : lines
}

function findingIssue({ line, path, infoType, ruleId }: PiiFinding): Issue {
  const message = `expected no personal data, got ${infoType} (${ruleId}); do not log it, or write it through a logger of logveil's`
  return { path: `lines[${line}]${path}`, message }
}

function survivorIssue({ line, path, infoType, planted, encoding }: Survivor): Issue {
  const message = `expected planted[${planted}] (${infoType}) to be gone, got it ${encoding}; add a rule, a key or a path that covers it`
  return { path: `lines[${line}]${path}`, message }
}
