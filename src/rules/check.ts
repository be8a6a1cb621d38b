/**
 * Runs the examples that each rule carries.
 *
 * In: packs with examples, and how to scan with one rule (given, because rules/ knows no scanner).
 * Out: a report by rule. Promise: it names examples by kind and number and findings by offsets; no text of an example is repeated.
 */
import { compilePack } from './compile.ts'
import { parseExample, type Span } from './example.ts'
import type { CompiledPack, Rule, RulePack } from './rule.ts'

/** Where one rule fired. */
export type RuleSpan = { readonly ruleId: string; readonly start: number; readonly end: number }

export type CheckDeps = {
  /** Makes a scan with the rules of one pack, at the least likelihood that logveil reports by default. */
  readonly scanWith: (pack: CompiledPack) => (text: string) => readonly RuleSpan[]
}

export type ExampleProblem = {
  /** `match[0]` or `ignore[2]`. */
  readonly example: string
  /** What was found and what should have been, as offsets. */
  readonly message: string
}

export type RuleResult = {
  readonly id: string
  readonly passed: number
  readonly failed: number
  readonly problems: readonly ExampleProblem[]
}

export type RuleReport = {
  /** Number of examples. */
  readonly passed: number
  readonly failed: number
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
  const rules = packs.flatMap((pack) => pack.rules.map((rule) => checkRule(rule, pack, deps)))
  return { passed: sum(rules, 'passed'), failed: sum(rules, 'failed'), rules }
}

function sum(rules: readonly RuleResult[], key: 'passed' | 'failed'): number {
  return rules.reduce((total, rule) => total + rule[key], 0)
}

function checkRule(rule: Rule, pack: RulePack, deps: CheckDeps): RuleResult {
  // A rule that is off by default is on here: it was named.
  const alone = compilePack({ ...pack, rules: [{ ...rule, default: true }] })
  const scan = deps.scanWith(alone)
  const spansIn = (text: string): readonly Span[] =>
    scan(text)
      .filter(({ ruleId }) => ruleId === rule.id)
      .map(({ start, end }): Span => [start, end])
  const { match, ignore } = rule.examples
  const problems = [
    ...match.flatMap((text, index) => checkMatch(text, `match[${index}]`, spansIn)),
    ...ignore.flatMap((text, index) => checkIgnore(text, `ignore[${index}]`, spansIn))
  ]
  const failed = problems.length
  return { id: rule.id, passed: match.length + ignore.length - failed, failed, problems }
}

type Find = (text: string) => readonly Span[]

function checkMatch(marked: string, example: string, find: Find): readonly ExampleProblem[] {
  const parsed = parseExample(marked)
  if (parsed === undefined) {
    return [
      { example, message: 'expected marks in pairs, got others; write «…» around each finding' }
    ]
  }
  const found = toText(find(parsed.text))
  const expected = toText(parsed.spans)
  return found === expected ? [] : [{ example, message: `expected ${expected}, found ${found}` }]
}

function checkIgnore(text: string, example: string, find: Find): readonly ExampleProblem[] {
  const found = find(text)
  return found.length === 0
    ? []
    : [{ example, message: `expected nothing, found ${toText(found)}` }]
}

function toText(spans: readonly Span[]): string {
  if (spans.length === 0) return 'nothing'
  const sorted = [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return sorted.map(([start, end]) => `${start}–${end}`).join(', ')
}
