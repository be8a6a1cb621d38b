/**
 * What a rule of a user's must pass before it looks at a line.
 *
 * In: a parsed pack, and how to scan with it (given, because rules/ knows no scanner). Out: what refuses a rule, and what it
 * should be warned of. Promise: no clock and no chance, so the same rule passes on every machine; a refusal says how to go on.
 */
import type { Issue } from '../errors.ts'
import { benignLines } from './benign-lines.ts'
import type { CheckDeps } from './check.ts'
import { stepsIn } from './pattern/compile.ts'
import {
  type CompiledPack,
  isCompiledPatternRule,
  isPatternRule,
  LIKELIHOODS,
  type Rule,
  type RulePack
} from './rule.ts'

/** Of the lines of the benign sample. */
export const MOST_MARKED = 0.001
/**
 * Comparisons a character that a rule without a keyword may take on the benign sample: some 3 ns each on V8, so that such a
 * rule costs a line of 200 characters 3 µs at most, twice what pino itself does.
 */
export const MOST_STEPS = 5

export type Gates = {
  /** Why the rule is refused, by rule id. */
  readonly refused: readonly RuleIssue[]
  /** What its author should know. */
  readonly warned: readonly RuleIssue[]
}
export type RuleIssue = Issue & { readonly id: string }

/** Runs all gates that need more than a look at the rule's parts. */
export function passGates(pack: RulePack, compiled: CompiledPack, deps: CheckDeps): Gates {
  const unanchored = pack.rules.flatMap((rule, index) => costOf(rule, index, compiled))
  const shares = sharesOf(compiled, deps)
  const marked = pack.rules.flatMap((rule, index) => markedBy(rule, index, shares))
  const all = [...unanchored, ...marked]
  return {
    refused: all.filter(({ isRefused }) => isRefused).map(toIssue),
    warned: all.filter(({ isRefused }) => !isRefused).map(toIssue)
  }
}

type Found = RuleIssue & { readonly isRefused: boolean }

function toIssue({ id, path, message }: Found): RuleIssue {
  return { id, path, message }
}

/** True if nothing tells where to search, and the whole of every line is searched. */
export function isSearchedEverywhere(id: string, { rules }: CompiledPack): boolean {
  const rule = rules.find((each) => each.id === id)
  if (rule === undefined || !isCompiledPatternRule(rule)) return false
  const starts = LIKELIHOODS.indexOf(rule.likelihood ?? 'LIKELY')
  const counts = starts >= LIKELIHOODS.indexOf('POSSIBLE')
  return counts && rule.compiled.some(({ anchor }) => anchor.kind === 'none')
}

/** Enough for an average, few enough to cost a start 10 ms a rule. */
const COST_LINES = 60

function costOf(rule: Rule, index: number, compiled: CompiledPack): readonly Found[] {
  if (!isPatternRule(rule) || !isSearchedEverywhere(rule.id, compiled)) return []
  const lines = benignLines().slice(0, COST_LINES)
  const characters = lines.reduce((sum, line) => sum + line.length, 0)
  const limit = Math.ceil(MOST_STEPS * characters) + 1
  const steps = rule.patterns.reduce(
    (sum, source) => sum + stepsIn(source, rule.ignoreCase ?? false, lines, limit - sum),
    0
  )
  const share = (steps / characters).toFixed(1)
  const isRefused = steps >= limit
  const base = { id: rule.id, path: `rules[${index}].patterns`, isRefused }
  if (isRefused) {
    const message = `expected a keyword or at most ${MOST_STEPS} comparisons a character, got none and more; add keywords, or begin the pattern with what is rare`
    return [{ ...base, message }]
  }
  const message = `no keyword gates it, so it searches every line whole (${share} comparisons a character); add keywords that stand in each match`
  return [{ ...base, message }]
}

type Shares = ReadonlyMap<string, { readonly lines: number; readonly of: number }>

/** How many lines of the sample each rule marks. */
function sharesOf(compiled: CompiledPack, deps: CheckDeps): Shares {
  const lines = benignLines()
  const scan = deps.scanWith(compiled)
  const counts = new Map<string, number>()
  for (const line of lines) {
    for (const id of new Set(scan(line).map(({ ruleId }) => ruleId))) {
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }
  return new Map([...counts].map(([id, count]) => [id, { lines: count, of: lines.length }]))
}

function markedBy(rule: Rule, index: number, shares: Shares): readonly Found[] {
  const share = shares.get(rule.id)
  if (share === undefined || share.lines <= share.of * MOST_MARKED) return []
  const got = `${share.lines} of ${share.of} harmless lines`
  const base = { id: rule.id, path: `rules[${index}]` }
  // A name is a decision, a shape is a guess: a company may well want to hide what stands under `hostname`.
  if (!isPatternRule(rule)) {
    const message = `it marks ${got}: its names are those of harmless keys too (\`id\` is in \`trace_id\`; \`=id\` asks for the whole name)`
    return [{ ...base, message, isRefused: false }]
  }
  const message = `expected at most 0.1 % of harmless lines marked, got ${got}; add boundaries, keywords or a validator, or begin at UNLIKELY and let keys.for or context.for speak for it`
  return [{ ...base, message, isRefused: true }]
}
