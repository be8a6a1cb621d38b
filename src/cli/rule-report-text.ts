/**
 * What `rules test` tells a person.
 *
 * In: reports, and the packs that they are about. Out: text. Examples are shown, because whoever wrote the rule wrote them;
 * of a sample only names, numbers and fields.
 */
import { escapeForTerminal } from '../formats/terminal.ts'
import type { ExampleProblem, RuleReport, RuleResult } from '../rules/check.ts'
import { parseExample, type Span } from '../rules/example.ts'
import type { Rule, RulePack } from '../rules/rule.ts'
import { quantity } from './quantity.ts'
import type { SampleReport } from './rule-sample.ts'
import { toTable } from './table.ts'

const WIDEST = 160
const MOST_FIELDS = 8

/** The examples and the gates; `costs` in ns a line, where they were measured. */
export function reportText(
  { passed, failed, refused, rules }: RuleReport,
  packs: readonly RulePack[],
  costs: ReadonlyMap<string, number> = new Map()
): string {
  const byId = new Map(packs.flatMap((pack) => pack.rules.map((rule) => [rule.id, rule])))
  const told = rules.map((result) => ruleText(result, byId.get(result.id), costs)).join('')
  const sum = `${passed} of ${quantity(passed + failed, 'example')} of ${quantity(rules.length, 'rule')} pass`
  const more = refused === 0 ? '' : `; ${quantity(refused, 'rule')} refused`
  return `${told}${sum}${more}\n`
}

function ruleText(
  { id, problems, refused, warnings }: RuleResult,
  rule: Rule | undefined,
  costs: ReadonlyMap<string, number>
): string {
  const cost = costs.get(id)
  const price = cost === undefined ? '' : `; measured here: ${toNs(cost)} a line of it`
  return [
    ...problems.map((problem) => problemText(id, problem, rule)),
    ...refused.map((message) => `${id}  refused\n  ${message}\n\n`),
    ...warnings.map((message) => `${id}  warning\n  ${message}${price}\n\n`)
  ].join('')
}

function problemText(id: string, problem: ExampleProblem, rule: Rule | undefined): string {
  const { example, message, reasons, expected, found } = problem
  const text = textOf(example, rule)
  const lines = [
    ...(text === undefined
      ? []
      : [`expected  ${marked(text, expected)}`, `found     ${marked(text, found)}`]),
    ...reasons
  ]
  return `${id}  ${example}  ${message}\n${lines.map((line) => `  ${escapeForTerminal(line)}\n`).join('')}\n`
}

function textOf(example: string, rule: Rule | undefined): string | undefined {
  const [, list, index] = /^(match|ignore)\[(\d+)\]$/.exec(example) ?? []
  const source = rule?.examples[list as 'match' | 'ignore']?.[Number(index)]
  return source === undefined ? undefined : parseExample(source)?.text
}

function marked(text: string, spans: readonly Span[]): string {
  let at = 0
  let out = ''
  for (const [start, end] of spans) {
    out += `${text.slice(at, start)}«${text.slice(start, end)}»`
    at = end
  }
  out += text.slice(at)
  return out.length > WIDEST ? `${out.slice(0, WIDEST - 1)}…` : out
}

/** What the rules did to a sample. */
export function sampleText({ lines, marked: hit, rules, cost }: SampleReport): string {
  const share = lines === 0 ? 0 : (hit / lines) * 100
  const rows = rules.map(({ id, lines: count, findings, nsPerLine }) => [
    id,
    count,
    findings,
    lines === 0 ? '0 %' : `${((count / lines) * 100).toFixed(2)} %`,
    toNs(nsPerLine)
  ])
  const fields = rules.flatMap(({ id, fields: found }) =>
    found
      .slice(0, MOST_FIELDS)
      .map(({ field, findings }) => [
        id,
        findings,
        field === '' ? '(text, or a key at the top)' : field
      ])
  )
  const sum = `${hit.toLocaleString('en-US')} of ${quantity(lines, 'line')} marked (${share.toFixed(2)} %)`
  const price = `${toNs(cost.nsPerLine)} a line, ${cost.megabytesPerSecond.toFixed(0)} MB/s with these rules alone`
  const where =
    fields.length === 0 ? '' : `\n${toTable([['rule', 'findings', 'field'], ...fields])}`
  return `\nSample: ${sum}; ${price}
${toTable([['rule', 'lines', 'findings', 'share', 'adds a line'], ...rows])}${where}`
}

function toNs(ns: number): string {
  return ns < 1000 ? `${ns.toFixed(0)} ns` : `${(ns / 1000).toFixed(1)} µs`
}
