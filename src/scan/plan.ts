/**
 * Everything that can be known about the rules before the first line comes.
 *
 * In: indexed rules and which of them are on, an engine, validators, the least likelihood that counts.
 * Out: a frozen plan: which detector each candidate wakes, which words are evidence for which rule.
 * Promise: a rule is read when it is first woken; a hundred rules more change table sizes, not the work on a clean line.
 */
import type { CompiledKeyRule, CompiledPack, CompiledPattern, Likelihood } from '../rules/rule.ts'
import type { CandidateOptions } from './candidate-list.ts'
import { createCharClasses } from './char-class.ts'
import { likelihoodIndex, type PatternDetector, type Validator } from './detector.ts'
import { indexRules } from './index-rules.ts'
import { type KeyMatcher, matchKeys } from './key-matcher.ts'
import { createKeywordTable, type KeywordTable } from './keyword-table.ts'
import { changeTable, markHeld, type NewKeyword } from './keyword-table-change.ts'
import { createUses, markUsed } from './keyword-uses.ts'
import { type Look, wordPairsOf } from './looks.ts'
import {
  createPlannedPart,
  FREE,
  GATED,
  type LookedFor,
  NAMES,
  type PlannedPart,
  type RulePart,
  stateOf
} from './planned-rules.ts'
import type { Engine, Search } from './regex-engine.ts'
import { ANCHORS, type Special } from './rule-index.ts'
import type { WordGroup } from './vocabulary.ts'
import { anyDigitsWakes, LEAST_DIGITS, toAtWakes, toWordWakes } from './wakes.ts'

/** A search that a candidate wakes; a match begins `offset` before the anchor. */
export type Wake = {
  readonly detector: PlannedDetector
  readonly search: Search
  readonly least: number
  readonly most: number
  /** Where the match begins at the anchor: for each ASCII code, whether it can be in a match. */
  readonly within: (() => Uint8Array) | null
  /** Where it begins with a literal: what the units behind that can be, and how far behind the anchor they stand. */
  readonly next: Next | null
}
export type Next = { readonly at: number; readonly classes: () => readonly Uint8Array[] }
export type DigitsWake = Wake & {
  readonly digits: number
  readonly shape: string | undefined
  readonly edges: CompiledPattern['edges']
  readonly lead: CompiledPattern['lead']
}
/** For each ASCII code, whether it can stand next to the `@`, or between a match's start and it; null where anything can. */
export type AtWake = Wake & {
  readonly before: Uint8Array | null
  readonly after: Uint8Array | null
  readonly prefix: Uint8Array | null
  /** Text that each match holds before its `@`. */
  readonly holds: string | null
  /** What can stand between the `@` and a match's end; two in a row of which each match holds such a pair there. */
  readonly suffix: Uint8Array | null
  readonly joint: readonly [Uint8Array, Uint8Array] | null
  /** Its place among its like. */
  readonly index: number
}
export type WordWake = Wake & {
  readonly leastLetters: number
  readonly mostLetters: number
  readonly digits: number
  /** What can be told at the match's start before it is searched for. */
  readonly look: Look | null
}

export type PlannedDetector = PatternDetector & {
  readonly index: number
  readonly contextFor: readonly WordGroup[]
  readonly contextAgainst: readonly WordGroup[]
  readonly window: number
  /** Its longest match, and the fewest digits in any, in UTF-16 units. */
  readonly longest: number
  readonly leastDigits: number
  /** Ids under which the key matcher answers for this rule. */
  readonly keyForId: string
  readonly keyAgainstId: string
}

/** A detector that context words raise when all of a group stand near. */
export type Raise = {
  readonly detector: PlannedDetector
  readonly group: WordGroup
  /** The longest of the words, which asks for the others. */
  readonly word: number
}

/** What a keyword that stands somewhere means. */
export type KeywordUse = {
  /** It is the first word of a name that some rule knows: read the assignment around it. */
  readonly names: boolean
  /** It is a later word of such a name: it counts under a parent that holds the first (`card: { number }`). */
  readonly tails: boolean
  readonly special: Special | null
  readonly wakes: readonly Wake[]
  /** Detectors that it is evidence for by itself. */
  readonly raises: readonly PlannedDetector[]
  /** Detectors that it is evidence for together with the other words of a group. */
  readonly together: readonly Raise[]
  /** It stands in such a group. */
  readonly grouped: boolean
}

export type Plan = {
  readonly minLikelihood: number
  readonly candidates: CandidateOptions
  /** How many keywords there are, and what each of them, by its id, means. */
  readonly keywords: number
  readonly useOf: (id: number) => KeywordUse
  readonly at: readonly AtWake[]
  readonly digits: readonly DigitsWake[]
  readonly words: readonly WordWake[]
  /** Detectors that nothing anchors: they search each text as a whole. */
  readonly everywhere: readonly PlannedDetector[]
  /** Detectors that only evidence brings over minLikelihood. */
  readonly gated: readonly PlannedDetector[]
  /** The same by the id under which the key matcher answers for them. */
  readonly gatedByKey: Lookup<PlannedDetector>
  readonly detectors: readonly PlannedDetector[]
  /** Every detector's index is below it. */
  readonly size: number
  readonly detectorAt: (index: number) => PlannedDetector
  readonly keyMatcher: KeyMatcher
  readonly keyRules: Lookup<CompiledKeyRule>
}

/** Something by the id of a rule. */
export type Lookup<Item> = { get(id: string): Item | undefined }

export type PlanOptions = {
  readonly engine: Engine
  readonly validators: Readonly<Record<string, Validator>>
  readonly minLikelihood?: Likelihood
}

/** Rules that nobody has indexed. */
export function createPlan(packs: readonly CompiledPack[], options: PlanOptions): Plan {
  return planOf([toPart(packs)], options)
}

/** Indexes the rules of packs; all of them are on. */
export function toPart(packs: readonly CompiledPack[], special = true): RulePart {
  const { index, rules } = indexRules(
    packs.flatMap((pack) => pack.rules),
    special
  )
  return { index, isOn: () => true, ruleAt: (number) => rules[number] as (typeof rules)[number] }
}

export function planOf(given: readonly RulePart[], options: PlanOptions): Plan {
  const minLikelihood = likelihoodIndex(options.minLikelihood ?? 'POSSIBLE')
  const parts: PlannedPart[] = []
  for (const part of given)
    parts.push(createPlannedPart(part, stateOf(part, minLikelihood), parts.at(-1), options))
  const lookedFor = lookedForBy(parts)
  const at = once(() => toAtWakes(freeAt(parts, 'at')))
  const digits = once(() => freeAt(parts, 'digits').flatMap(anyDigitsWakes))
  const words = once(() => freeAt(parts, 'word').flatMap(toWordWakes))
  const gated = once(() => detectorsOf(parts, (state) => state === GATED))
  const detectors = once(() => detectorsOf(parts, (state) => state >= FREE))
  return Object.freeze({
    minLikelihood,
    candidates: {
      ...lookedFor,
      minDigits: leastDigits(parts),
      wordDigits: parts.some((part) => rulesAt(part, 'word').length > 0),
      wordPairs: once(() => wordPairsIn(parts))
    },
    keywords: keywordsIn(parts),
    size: parts.reduce((sum, { state }) => sum + state.length, 0),
    useOf: createUses(parts),
    detectorAt(index) {
      const part = parts.findLast(({ firstRule }) => firstRule <= index) as PlannedPart
      return part.detectorAt(index - part.firstRule)
    },
    get at() {
      return at()
    },
    get digits() {
      return digits()
    },
    get words() {
      return words()
    },
    everywhere: freeAt(parts, 'none'),
    get gated() {
      return gated()
    },
    get detectors() {
      return detectors()
    },
    gatedByKey: byId(parts, '+', GATED, (part, rule) => part.detectorAt(rule)),
    keyMatcher: matchKeys(parts.map(({ keyWords }) => keyWords)),
    keyRules: byId(parts, '', NAMES, (part, rule) => part.keyRuleAt(rule))
  })
}

/** A list that is made when it is first asked for: a logger that starts has seen nothing that would wake a rule. */
function once<Item>(make: () => Item): () => Item {
  let made: { readonly item: Item } | null = null
  return () => {
    made ??= { item: make() }
    return made.item
  }
}

function byId<Item>(
  parts: readonly PlannedPart[],
  sign: string,
  wanted: number,
  get: (part: PlannedPart, rule: number) => Item | undefined
): Lookup<Item> {
  const places = once(() => {
    const known = new Map<string, readonly [PlannedPart, number]>()
    for (const part of parts)
      for (const [rule, state] of part.state.entries())
        if (state === wanted) known.set(`${sign}${part.part.index.ids[rule]}`, [part, rule])
    return known
  })
  return {
    get(id) {
      const place = places().get(id)
      return place === undefined ? undefined : get(...place)
    }
  }
}

function detectorsOf(
  parts: readonly PlannedPart[],
  isWanted: (state: number) => boolean
): readonly PlannedDetector[] {
  return parts.flatMap((part) =>
    [...part.state.keys()]
      .filter((rule) => isWanted(part.state[rule] as number))
      .map(part.detectorAt)
  )
}

/** Detectors that count by themselves and have a pattern with such an anchor. */
function freeAt(
  parts: readonly PlannedPart[],
  kind: (typeof ANCHORS)[number]
): readonly PlannedDetector[] {
  return parts.flatMap((part) => rulesAt(part, kind).map(part.detectorAt))
}

function rulesAt({ part, state }: PlannedPart, kind: (typeof ANCHORS)[number]): readonly number[] {
  const { rules, kinds } = part.index.patterns
  const wanted = ANCHORS.indexOf(kind)
  const found = new Set<number>()
  for (let row = 0; row < rules.length; row++) {
    const rule = rules[row] as number
    if (kinds[row] === wanted && state[rule] === FREE) found.add(rule)
  }
  return [...found]
}

/** None of a part that has no such rule on. */
function wordPairsIn(parts: readonly PlannedPart[]): Uint8Array {
  const bits = new Uint8Array(128)
  for (const planned of parts) {
    const rules = rulesAt(planned, 'word')
    if (rules.length === 0) continue
    const { prepared, ruleAt } = planned.part
    const own =
      prepared !== undefined && isSame(prepared.state, planned.state)
        ? prepared.wordPairs
        : wordPairsOf(rules.map((rule) => ruleAt(rule).rule))
    for (let i = 0; i < own.length; i++) bits[i] = (bits[i] as number) | (own[i] as number)
  }
  return bits
}

/** Rules that count by themselves may be content with few digits; of the others runs wake those that ask for more. */
function leastDigits(parts: readonly PlannedPart[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const { part, state } of parts) {
    const { rules, kinds, digits } = part.index.patterns
    for (let row = 0; row < rules.length; row++) {
      if (kinds[row] !== DIGITS) continue
      const of = state[rules[row] as number]
      const count = digits[row] as number
      if (of === FREE || (of === GATED && count >= LEAST_DIGITS)) least = Math.min(least, count)
    }
  }
  return least
}

const DIGITS = ANCHORS.indexOf('digits')

/** As prepared where it is for these rules; else made from that, without the keywords that nothing looks for. */
function lookedForBy(parts: readonly PlannedPart[]): LookedFor {
  const [first] = parts
  const prepared = first?.part.prepared
  if (parts.length === 1 && prepared !== undefined && isSame(prepared.state, first?.state))
    return { table: prepared.table, classes: prepared.classes }
  const used = usedBy(parts)
  const table = changeTable(
    prepared?.table ?? NO_TABLE(),
    (id) => used[id] === 1,
    addedTo(prepared?.table, parts, used)
  )
  return { table, classes: createCharClasses(table.wide.keys()) }
}

const NO_TABLE = (): KeywordTable => createKeywordTable([])

/** For each keyword, whether anything looks for it. */
function usedBy(parts: readonly PlannedPart[]): Uint8Array {
  const used = new Uint8Array(keywordsIn(parts))
  for (const part of parts) markUsed(part, used)
  return used
}

function addedTo(
  table: KeywordTable | undefined,
  parts: readonly PlannedPart[],
  used: Uint8Array
): readonly NewKeyword[] {
  const held = new Uint8Array(used.length)
  if (table !== undefined) markHeld(table, held)
  const added: NewKeyword[] = []
  for (const { part, firstKeyword } of parts)
    for (let own = 0; own < part.index.keywordCount; own++) {
      const id = firstKeyword + own
      if (used[id] === 0 || held[id] === 1) continue
      added.push({ id, keyword: part.index.keywords[own] as NewKeyword['keyword'] })
    }
  return added
}

function keywordsIn(parts: readonly PlannedPart[]): number {
  return parts.reduce((sum, { part }) => sum + part.index.keywordCount, 0)
}

function isSame(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return one.length === other?.length && one.every((value, i) => value === other[i])
}
