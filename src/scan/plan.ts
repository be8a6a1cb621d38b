/**
 * Everything that can be known about the rules before the first line comes.
 *
 * In: compiled packs, an engine, validators, the least likelihood that counts.
 * Out: a frozen plan: which detector each candidate wakes, which words are evidence for which rule.
 * Promise: all cost is here; a hundred rules more change table sizes, not the work on a clean line.
 */
import type {
  CompiledKeyRule,
  CompiledPack,
  CompiledPattern,
  CompiledPatternRule,
  Likelihood
} from '../rules/rule.ts'
import { isCompiledPatternRule } from '../rules/rule.ts'
import type { CandidateOptions } from './candidate-list.ts'
import { createCharClasses } from './char-class.ts'
import {
  createDetector,
  likelihoodIndex,
  type PatternDetector,
  type Validator
} from './detector.ts'
import { createKeyMatcher, type KeyMatcher } from './key-words.ts'
import { createKeywordTable } from './keyword-table.ts'
import type { Engine, Search } from './regex-engine.ts'
import {
  createVocabulary,
  type KeywordMeaning,
  type Vocabulary,
  type WordGroup
} from './vocabulary.ts'

/** A search that a candidate wakes; a match begins `offset` before the anchor. */
export type Wake = {
  readonly detector: PlannedDetector
  readonly search: Search
  readonly least: number
  readonly most: number
  /** Where the match begins at the anchor: for each ASCII code, whether it can be in a match. */
  readonly within: (() => Uint8Array) | null
}
export type DigitsWake = Wake & {
  readonly digits: number
  readonly shape: string | undefined
  readonly edges: CompiledPattern['edges']
}
/** For each ASCII code, whether it can stand next to the `@`, or between a match's start and it; null where anything can. */
export type AtWake = Wake & {
  readonly before: Uint8Array | null
  readonly after: Uint8Array | null
  readonly prefix: Uint8Array | null
  /** Text that each match holds before its `@`. */
  readonly holds: string | null
}
export type WordWake = Wake & {
  readonly leastLetters: number
  readonly mostLetters: number
  readonly digits: number
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
export type Raise = { readonly detector: PlannedDetector; readonly group: WordGroup }

/** What a keyword that stands somewhere means. */
export type KeywordUse = KeywordMeaning & {
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
  readonly gatedByKey: ReadonlyMap<string, PlannedDetector>
  readonly detectors: readonly PlannedDetector[]
  readonly keyMatcher: KeyMatcher
  readonly keyRules: ReadonlyMap<string, CompiledKeyRule>
}

export type PlanOptions = {
  readonly engine: Engine
  readonly validators: Readonly<Record<string, Validator>>
  readonly minLikelihood?: Likelihood
}

const DEFAULT_WINDOW = 50
/** Steps by which a key, and a context word, raise or lower a likelihood. */
export const KEY_STEPS = 2
export const CONTEXT_STEPS = 1

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one member of the plan a line
export function createPlan(packs: readonly CompiledPack[], options: PlanOptions): Plan {
  const minLikelihood = likelihoodIndex(options.minLikelihood ?? 'POSSIBLE')
  const rules = packs.flatMap((pack) => pack.rules)
  const words = createVocabulary()
  const detectors = rules
    .filter(isCompiledPatternRule)
    .map((rule, index) => planDetector(rule, index, options, words))
  const keyRules = rules.filter(
    (rule) => !isCompiledPatternRule(rule)
  ) as readonly CompiledKeyRule[]
  for (const rule of rules) for (const name of rule.keys?.for ?? []) words.addName(name)
  for (const [text, special] of SPECIAL_WORDS) words.addSpecial(text, special)
  const free = detectors.filter((detector) => detector.base >= minLikelihood)
  const gated = detectors.filter(
    (detector) => detector.base < minLikelihood && canRise(detector, minLikelihood)
  )
  const anchored = planAnchors(free, words)
  const table = createKeywordTable(words.keywords)
  const raises = toRaises(gated, words)
  return Object.freeze({
    minLikelihood,
    candidates: {
      table,
      classes: createCharClasses(table.wide.keys()),
      minDigits: leastDigits([...anchored.digits, ...gated.flatMap(toDigitsWakes)]),
      wordDigits: anchored.words.length > 0
    },
    keywords: words.keywords.length,
    useOf: createUses(words.keywords.length, (id) => ({
      ...words.meaningOf(id),
      wakes: anchored.byKeyword.get(id) ?? NONE,
      raises: raises.alone.get(id) ?? NONE,
      together: raises.together.get(id) ?? NONE,
      grouped: raises.grouped.has(id)
    })),
    at: anchored.at,
    digits: anchored.digits,
    words: anchored.words,
    everywhere: anchored.everywhere,
    gated,
    gatedByKey: new Map(gated.map((detector) => [detector.keyForId, detector])),
    detectors,
    keyMatcher: createKeyMatcher([
      ...keyRules.map(toKeyWords),
      ...detectors.flatMap(toEvidenceWords)
    ]),
    keyRules: new Map(keyRules.map((rule) => [rule.id, rule]))
  })
}

/** Shorter runs stand in every line: a rule that is content with fewer digits searches the text instead. */
const LEAST_DIGITS = 7

/** The searches of a detector that runs of digits can wake. */
export function toDigitsWakes(detector: PlannedDetector): readonly DigitsWake[] {
  return detector.patterns.flatMap(({ anchor, search, shape, edges }) => {
    if (anchor.kind !== 'digits' || anchor.digits < LEAST_DIGITS) return []
    const [least, most] = anchor.offset
    return [{ detector, search, shape, edges, least, most, within: null, digits: anchor.digits }]
  })
}

function leastDigits(wakes: readonly DigitsWake[]): number {
  return wakes.reduce((least, wake) => Math.min(least, wake.digits), Number.POSITIVE_INFINITY)
}

/** Made when a keyword is first seen: five thousand objects took a tenth of a start, and a service's logs hold few of them. */
function createUses(count: number, make: (id: number) => KeywordUse): (id: number) => KeywordUse {
  const uses = new Array<KeywordUse | undefined>(count)
  return (id) => {
    const known = uses[id]
    if (known !== undefined) return known
    const use = make(id)
    uses[id] = use
    return use
  }
}

type Raises = {
  readonly alone: ReadonlyMap<number, readonly PlannedDetector[]>
  /** Words that stand in a group; the longest of a group asks for the others. */
  readonly together: ReadonlyMap<number, readonly Raise[]>
  readonly grouped: ReadonlySet<number>
}

/** For each context word, the detectors that it raises. */
function toRaises(gated: readonly PlannedDetector[], words: Vocabulary): Raises {
  const alone = new Map<number, PlannedDetector[]>()
  const together = new Map<number, Raise[]>()
  const grouped = new Set<number>()
  const lengthOf = (id: number): number => words.keywords[id]?.text.length ?? 0
  for (const detector of gated) {
    for (const group of detector.contextFor) {
      const first = group[0] as number
      if (group.every((id) => id === first)) {
        addTo(alone, first, detector)
        continue
      }
      for (const id of group) grouped.add(id)
      const longest = group.reduce((best, id) => (lengthOf(id) > lengthOf(best) ? id : best))
      addTo(together, longest, { detector, group })
    }
  }
  return { alone, together, grouped }
}

const NONE: readonly never[] = Object.freeze([])

/** Words that decoders are woken by, not rules. */
const SPECIAL_WORDS: readonly (readonly [string, NonNullable<KeywordMeaning['special']>])[] = [
  ['eyj', 'jwt'],
  ['base64,', 'base64'],
  ['buffer', 'buffer'],
  ['values', 'values']
]

function toKeyWords(rule: CompiledKeyRule) {
  return {
    id: rule.id,
    for: rule.keys.for,
    ...(rule.keys.against && { against: rule.keys.against })
  }
}

/** A pattern rule answers under two ids: keys that speak for it, and keys that speak against it. */
function toEvidenceWords(detector: PlannedDetector) {
  const { keys } = detector.rule
  const listed = (words: readonly string[] | undefined) =>
    (words ?? []).filter((word) => !word.startsWith('<'))
  return [
    { id: detector.keyForId, for: keys?.for ?? [] },
    { id: detector.keyAgainstId, for: listed(keys?.against) }
  ]
}

function canRise(detector: PlannedDetector, minLikelihood: number): boolean {
  const keySteps = (detector.rule.keys?.for ?? []).length > 0 ? KEY_STEPS : 0
  const contextSteps = detector.contextFor.length > 0 ? CONTEXT_STEPS : 0
  return detector.base + keySteps + contextSteps >= minLikelihood
}

function planDetector(
  rule: CompiledPatternRule,
  index: number,
  options: PlanOptions,
  words: Vocabulary
): PlannedDetector {
  const toGroups = (entries: readonly string[] | undefined) =>
    (entries ?? []).flatMap((entry) => words.addContext(entry))
  const detector = createDetector(rule, options.engine, options.validators)
  const digits = detector.patterns.map(({ anchor }) =>
    anchor.kind === 'digits' ? anchor.digits : 0
  )
  return {
    ...detector,
    index,
    longest: Math.max(...detector.patterns.map(({ search }) => search.max)),
    leastDigits: Math.min(...digits),
    contextFor: toGroups(rule.context?.for),
    contextAgainst: toGroups(rule.context?.against),
    window: rule.context?.window ?? DEFAULT_WINDOW,
    keyForId: `+${rule.id}`,
    keyAgainstId: `-${rule.id}`
  }
}

type Anchored = Pick<Plan, 'at' | 'digits' | 'words' | 'everywhere'> & {
  readonly byKeyword: ReadonlyMap<number, readonly Wake[]>
}

function planAnchors(detectors: readonly PlannedDetector[], vocabulary: Vocabulary): Anchored {
  const at: AtWake[] = []
  const digits: DigitsWake[] = []
  const words: WordWake[] = []
  const everywhere = new Set<PlannedDetector>()
  const byKeyword = new Map<number, Wake[]>()
  for (const detector of detectors) {
    for (const pattern of detector.patterns) place(detector, pattern)
  }
  return { at, digits, words, everywhere: [...everywhere], byKeyword }

  function place(
    detector: PlannedDetector,
    { anchor, search, shape, edges, beside, within }: PatternDetector['patterns'][number]
  ): void {
    if (anchor.kind === 'none') return void everywhere.add(detector)
    const [least, most] = anchor.kind === 'word' ? [0, 0] : anchor.offset
    const wake = { detector, search, least, most, within: lazyUnits(within) }
    if (anchor.kind === 'at')
      at.push({
        ...wake,
        before: toUnits(beside?.before),
        after: toUnits(beside?.after),
        prefix: toUnits(beside?.prefix),
        holds: beside?.holds ?? null
      })
    else if (anchor.kind === 'digits') digits.push({ ...wake, digits: anchor.digits, shape, edges })
    else if (anchor.kind === 'word') {
      const [leastLetters, mostLetters] = anchor.letters
      words.push({ ...wake, leastLetters, mostLetters, digits: anchor.digits })
    } else
      for (const literal of anchor.literals) addTo(byKeyword, vocabulary.addLiteral(literal), wake)
  }
}

function addTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}

const tables = new Map<string, Uint8Array>()

/** A class as a table of ASCII codes; rules share few classes. */
function toUnits(source: string | null | undefined): Uint8Array | null {
  if (source === null || source === undefined) return null
  let table = tables.get(source)
  if (table === undefined) {
    const member = new RegExp(source, 'u')
    table = Uint8Array.from(ASCII, (char) => (member.test(char) ? 1 : 0))
    tables.set(source, table)
  }
  return table
}

/** The same when it is first asked for: most keywords never stand in a service's logs. */
function lazyUnits(source: string | undefined): (() => Uint8Array) | null {
  if (source === undefined) return null
  let table: Uint8Array | null = null
  return () => {
    table ??= toUnits(source) as Uint8Array
    return table
  }
}

const ASCII: readonly string[] = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
