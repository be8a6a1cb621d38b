/**
 * Indexed rules under one set of options: which of them are on, and what it takes to make them count.
 *
 * In: an index, which of its rules are on, the least likelihood that counts. Out: the state of each rule; its detector.
 * Promise: a rule is read, and its detector made, when it is first asked for.
 */
import { type CompiledKeyRule, type CompiledRule, isCompiledPatternRule } from '../rules/rule.ts'
import type { CandidateOptions } from './candidate-list.ts'
import { CONTEXT_STEPS, createDetector, KEY_STEPS } from './detector.ts'
import type { KeyWordPart } from './key-matcher.ts'
import type { PlannedDetector, PlanOptions } from './plan.ts'
import { BY_CONTEXT, BY_KEY, type IndexedRule, type RuleIndex, SIGNS } from './rule-index.ts'
import type { WordGroup } from './vocabulary.ts'

/** An index and what is to be used of it. */
export type RulePart = {
  readonly index: RuleIndex
  readonly isOn: (rule: number) => boolean
  readonly ruleAt: (rule: number) => IndexedRule
  /** What the first pass looks for, for one state of its rules. */
  readonly prepared?: { readonly state: Uint8Array; readonly wordPairs: Uint8Array } & LookedFor
}

export type LookedFor = Pick<CandidateOptions, 'table' | 'classes'>

/** A rule that is off; one that names keys; pattern rules: one that counts by itself, one that evidence makes count, one that nothing does. */
export const OFF = 0
export const NAMES = 1
export const FREE = 2
export const GATED = 3
export const IDLE = 4

export type PlannedPart = {
  readonly part: RulePart
  readonly state: Uint8Array
  /** Its keywords have ids from here on. */
  readonly firstKeyword: number
  /** Its detectors have indexes from here on. */
  readonly firstRule: number
  readonly keyWords: KeyWordPart
  readonly detectorAt: (rule: number) => PlannedDetector
  readonly keyRuleAt: (rule: number) => CompiledKeyRule | undefined
}

/** The state of each rule; a likelihood that counts is `least` at least, an index into LIKELIHOODS. */
export function stateOf({ index, isOn }: RulePart, least: number): Uint8Array {
  const { bases, evidence } = index
  const state = new Uint8Array(bases.length)
  for (let rule = 0; rule < bases.length; rule++) {
    if (!isOn(rule)) continue
    const base = bases[rule] as number
    state[rule] = base === 0 ? NAMES : stateOfPattern(base - 1, evidence[rule] as number, least)
  }
  return state
}

function stateOfPattern(base: number, evidence: number, least: number): number {
  if (base >= least) return FREE
  const bySteps = (evidence & BY_KEY ? KEY_STEPS : 0) + (evidence & BY_CONTEXT ? CONTEXT_STEPS : 0)
  return base + bySteps >= least ? GATED : IDLE
}

/** `before` is the part before it, behind whose ids its own begin. */
export function createPlannedPart(
  part: RulePart,
  state: Uint8Array,
  before: PlannedPart | undefined,
  options: PlanOptions
): PlannedPart {
  const { index } = part
  const detectors = new Array<PlannedDetector | undefined>(state.length)
  const planned: PlannedPart = {
    part,
    state,
    firstKeyword: before === undefined ? 0 : before.firstKeyword + before.part.index.keywordCount,
    firstRule: before === undefined ? 0 : before.firstRule + before.state.length,
    keyWords: toKeyWordPart(index, state),
    detectorAt(rule) {
      const known = detectors[rule]
      if (known !== undefined) return known
      const detector = planDetector(planned, rule, options)
      detectors[rule] = detector
      return detector
    },
    keyRuleAt(rule) {
      const { rule: known } = part.ruleAt(rule)
      return isCompiledPatternRule(known) ? undefined : known
    }
  }
  return planned
}

function toKeyWordPart(index: RuleIndex, state: Uint8Array): KeyWordPart {
  const { rules, signs } = index.answers
  const first = signs.indexOf(1)
  return {
    index: index.keyWords,
    first: first === -1 ? signs.length : first,
    idOf(answer) {
      const rule = rules[answer] as number
      if (state[rule] === OFF) return null
      return `${SIGNS[signs[answer] as number]}${index.ids[rule]}`
    }
  }
}

const DEFAULT_WINDOW = 50

function planDetector(
  { part, firstKeyword, firstRule }: PlannedPart,
  number: number,
  options: PlanOptions
): PlannedDetector {
  const { rule, contextFor, contextAgainst } = part.ruleAt(number)
  const detector = createDetector(toPatternRule(rule), options.engine, options.validators)
  const digits = detector.patterns.map(({ anchor }) =>
    anchor.kind === 'digits' ? anchor.digits : 0
  )
  return {
    ...detector,
    index: firstRule + number,
    longest: Math.max(...detector.patterns.map(({ search }) => search.max)),
    leastDigits: Math.min(...digits),
    contextFor: shifted(contextFor, firstKeyword),
    contextAgainst: shifted(contextAgainst, firstKeyword),
    window: detector.rule.context?.window ?? DEFAULT_WINDOW,
    keyForId: `+${rule.id}`,
    keyAgainstId: `-${rule.id}`
  }
}

function toPatternRule(rule: CompiledRule): Parameters<typeof createDetector>[0] {
  if (isCompiledPatternRule(rule)) return rule
  throw new TypeError('expected a pattern rule, got a key rule')
}

function shifted(groups: readonly WordGroup[], by: number): readonly WordGroup[] {
  return by === 0 ? groups : groups.map((group) => group.map((id) => id + by))
}
