/**
 * Runs the examples that each rule carries.
 *
 * In: packs with examples, and how to scan with one rule (given, because rules/ knows no scanner).
 * Out: a report by rule, with the check that decided where an example fails.
 * Promise: it names examples by kind and number and findings by offsets; no text of an example is repeated.
 */
import { compilePack } from './compile.ts'
import { type Example, parseExample, type Span } from './example.ts'
import { explainHit, explainMiss, type FindWith } from './explain.ts'
import { type Gates, passGates, type RuleIssue } from './gates.ts'
import type { CompiledPack, Rule, RulePack } from './rule.ts'

/** Where one rule fired. */
export type RuleSpan = { readonly ruleId: string; readonly start: number; readonly end: number }

export type CheckDeps = {
  /** Makes a scan with the rules of one pack, at the least likelihood that logveil reports by default. */
  readonly scanWith: (pack: CompiledPack) => (text: string) => readonly RuleSpan[]
  /** false: the examples alone, not the gates. Default true. */
  readonly gates?: boolean
}

export type ExampleProblem = {
  /** `match[0]` or `ignore[2]`. */
  readonly example: string
  /** What was found and what should have been, as offsets. */
  readonly message: string
  /** Why: which check refused what was marked, or let through what was not. */
  readonly reasons: readonly string[]
  /** Offsets in the example without its marks, in UTF-16 units. */
  readonly expected: readonly Span[]
  readonly found: readonly Span[]
}

export type RuleResult = {
  readonly id: string
  readonly passed: number
  readonly failed: number
  readonly problems: readonly ExampleProblem[]
  /** Why logveil would refuse the rule: it marks harmless lines, or costs each line too much. */
  readonly refused: readonly string[]
  /** What its author should know: that it has no keyword, that its names are those of harmless keys. */
  readonly warnings: readonly string[]
}

export type RuleReport = {
  /** Number of examples. */
  readonly passed: number
  readonly failed: number
  /** Number of rules that logveil would refuse. */
  readonly refused: number
  readonly rules: readonly RuleResult[]
}

/**
 * Runs all examples of all rules, each with its own rule only.
 *
 * @example
 * const report = checkRules(loadRules(['./rules/acme.yaml']))
 * if (report.failed > 0) process.exitCode = 1
 */
export function checkRules(packs: readonly RulePack[], deps: CheckDeps): RuleReport {
  const rules = packs.flatMap((pack) => checkPack(pack, deps))
  return {
    passed: sum(rules, 'passed'),
    failed: sum(rules, 'failed'),
    refused: rules.filter(({ refused }) => refused.length > 0).length,
    rules
  }
}

function sum(rules: readonly RuleResult[], key: 'passed' | 'failed'): number {
  return rules.reduce((total, rule) => total + rule[key], 0)
}

const NO_GATES: Gates = { refused: [], warned: [] }

function checkPack(pack: RulePack, deps: CheckDeps): readonly RuleResult[] {
  const { refused, warned } =
    deps.gates === false ? NO_GATES : passGates(pack, compilePack(pack), deps)
  const saidOf = (issues: readonly RuleIssue[], id: string) =>
    issues.filter((issue) => issue.id === id).map(({ message }) => message)
  return pack.rules.map((rule) => ({
    ...checkExamples(createRun(rule, pack, deps)),
    refused: saidOf(refused, rule.id),
    warnings: saidOf(warned, rule.id)
  }))
}

function checkExamples(run: Run): Pick<RuleResult, 'id' | 'passed' | 'failed' | 'problems'> {
  const { match, ignore } = run.rule.examples
  const problems = [
    ...match.flatMap((text, index) => checkMatch(text, `match[${index}]`, run)),
    ...ignore.flatMap((text, index) => checkExample({ text, spans: [] }, `ignore[${index}]`, run))
  ]
  const failed = problems.length
  return { id: run.rule.id, passed: match.length + ignore.length - failed, failed, problems }
}

type Run = { readonly rule: Rule; readonly find: (text: string, rule: Rule) => readonly Span[] }

function createRun(rule: Rule, pack: RulePack, deps: CheckDeps): Run {
  const scans = new Map<Rule, ReturnType<CheckDeps['scanWith']>>()
  const scanOf = (variant: Rule) => {
    const known = scans.get(variant)
    if (known !== undefined) return known
    // A rule that is off by default is on here: it was named.
    const scan = deps.scanWith(compilePack({ ...pack, rules: [{ ...variant, default: true }] }))
    scans.set(variant, scan)
    return scan
  }
  const find = (text: string, variant: Rule): readonly Span[] =>
    scanOf(variant)(text)
      .filter(({ ruleId }) => ruleId === rule.id)
      .map(({ start, end }): Span => [start, end])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return { rule, find }
}

function checkMatch(marked: string, example: string, run: Run): readonly ExampleProblem[] {
  const parsed = parseExample(marked)
  if (parsed !== undefined) return checkExample(parsed, example, run)
  const message = 'expected marks in pairs, got others; write «…» around each finding'
  return [{ example, message, reasons: [], expected: [], found: [] }]
}

function checkExample(
  { text, spans: expected }: Example,
  example: string,
  { rule, find }: Run
): readonly ExampleProblem[] {
  const found = find(text, rule)
  if (toText(found) === toText(expected)) return []
  const findWith: FindWith = Object.assign((variant: Rule) => find(text, variant), { text })
  const reasons = [
    ...missing(expected, found).flatMap((span) =>
      explainMiss(rule, span, findWith).map((says) => `${toText([span])} is not found: ${says}`)
    ),
    ...missing(found, expected).flatMap((span) =>
      explainHit(rule, span, findWith).map((says) => `${toText([span])} is found: ${says}`)
    )
  ]
  const message = `expected ${toText(expected)}, found ${toText(found)}`
  return [{ example, message, reasons, expected, found }]
}

/** The spans that are not among the others. */
function missing(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  return spans.filter(
    ([start, end]) => !others.some((other) => other[0] === start && other[1] === end)
  )
}

function toText(spans: readonly Span[]): string {
  if (spans.length === 0) return 'nothing'
  return spans.map(([start, end]) => `${start}–${end}`).join(', ')
}
