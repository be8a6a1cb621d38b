/**
 * Everything that can be known about the rules before the first line comes.
 *
 * In: compiled packs, an engine, validators, the least likelihood that counts.
 * Out: a frozen plan: which detector each candidate wakes, which words are evidence for which rule.
 * Promise: all cost is here; a hundred rules more change table sizes, not the work on a clean line.
 */
import type {
  Anchor,
  CompiledKeyRule,
  CompiledPack,
  CompiledPatternRule,
  Likelihood
} from '../rules/rule.ts'
import { isCompiledPatternRule } from '../rules/rule.ts'
import type { CandidateOptions } from './candidates.ts'
import {
  createDetector,
  likelihoodIndex,
  type PatternDetector,
  type Validator
} from './detector.ts'
import { createKeyMatcher, type KeyMatcher, splitKeyWords } from './key-words.ts'
import { createKeywordTable, isAsciiWord, type Keyword } from './keyword-table.ts'
import type { Engine, Search } from './regex-engine.ts'

/** A search that a candidate wakes; a match begins `offset` before the anchor. */
export type Wake = {
  readonly detector: PlannedDetector
  readonly search: Search
  readonly least: number
  readonly most: number
}
export type DigitsWake = Wake & { readonly digits: number }
export type WordWake = Wake & {
  readonly leastLetters: number
  readonly mostLetters: number
  readonly digits: number
}

/** Words that count together: all of a group must be there. */
export type WordGroup = readonly number[]

export type PlannedDetector = PatternDetector & {
  readonly index: number
  /** Words of keys; used on whole lines, where keys are not yet known. */
  readonly keyGroups: readonly WordGroup[]
  readonly contextFor: readonly WordGroup[]
  readonly contextAgainst: readonly WordGroup[]
  readonly window: number
  /** Ids under which the key matcher answers for this rule. */
  readonly keyForId: string
  readonly keyAgainstId: string
}

/** What a keyword that stands somewhere means. */
export type KeywordUse = {
  readonly wakes: readonly Wake[]
  /** It is the first word of a name that some rule knows: read the assignment around it. */
  readonly names: boolean
  /** It is a later word of such a name: it counts under a parent that holds the first (`card: { number }`). */
  readonly tails: boolean
  /** It is a context word of some rule. */
  readonly context: boolean
  readonly special: 'jwt' | 'base64' | 'buffer' | 'values' | null
}

export type Plan = {
  readonly minLikelihood: number
  readonly candidates: CandidateOptions
  readonly keywordUses: readonly KeywordUse[]
  readonly at: readonly Wake[]
  readonly digits: readonly DigitsWake[]
  readonly words: readonly WordWake[]
  /** Detectors that nothing anchors: they search each text as a whole. */
  readonly everywhere: readonly PlannedDetector[]
  /** Detectors that only evidence brings over minLikelihood. */
  readonly gated: readonly PlannedDetector[]
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
  const anchored = planAnchors(free, words)
  return Object.freeze({
    minLikelihood,
    candidates: {
      table: createKeywordTable(words.keywords),
      minDigits: anchored.digits.reduce(
        (least, wake) => Math.min(least, wake.digits),
        Number.POSITIVE_INFINITY
      ),
      wordDigits: anchored.words.length > 0
    },
    keywordUses: words.toUses(anchored.byKeyword),
    at: anchored.at,
    digits: anchored.digits,
    words: anchored.words,
    everywhere: anchored.everywhere,
    gated: detectors.filter(
      (detector) => detector.base < minLikelihood && canRise(detector, minLikelihood)
    ),
    detectors,
    keyMatcher: createKeyMatcher([
      ...keyRules.map(toKeyWords),
      ...detectors.flatMap(toEvidenceWords)
    ]),
    keyRules: new Map(keyRules.map((rule) => [rule.id, rule]))
  })
}

/** Words that decoders are woken by, not rules. */
const SPECIAL_WORDS: readonly (readonly [string, NonNullable<KeywordUse['special']>])[] = [
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
  const keySteps = detector.keyGroups.length > 0 ? KEY_STEPS : 0
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
    (entries ?? []).map((entry) => words.addContext(entry)).filter((group) => group.length > 0)
  return {
    ...createDetector(rule, options.engine, options.validators),
    index,
    keyGroups: (rule.keys?.for ?? []).flatMap((name) => words.addGroups(name)),
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
  const at: Wake[] = []
  const digits: DigitsWake[] = []
  const words: WordWake[] = []
  const everywhere = new Set<PlannedDetector>()
  const byKeyword = new Map<number, Wake[]>()
  for (const detector of detectors) {
    for (const { anchor, search } of detector.patterns) place(detector, anchor, search)
  }
  return { at, digits, words, everywhere: [...everywhere], byKeyword }

  function place(detector: PlannedDetector, anchor: Anchor, search: Search): void {
    if (anchor.kind === 'none') return void everywhere.add(detector)
    const [least, most] = anchor.kind === 'word' ? [0, 0] : anchor.offset
    const wake = { detector, search, least, most }
    if (anchor.kind === 'at') at.push(wake)
    else if (anchor.kind === 'digits') digits.push({ ...wake, digits: anchor.digits })
    else if (anchor.kind === 'word') {
      const [leastLetters, mostLetters] = anchor.letters
      words.push({ ...wake, leastLetters, mostLetters, digits: anchor.digits })
    } else {
      for (const literal of anchor.literals) {
        const id = vocabulary.addLiteral(literal)
        byKeyword.set(id, [...(byKeyword.get(id) ?? []), wake])
      }
    }
  }
}

type Vocabulary = ReturnType<typeof createVocabulary>

/** Collects keywords, each once; the same text may be wanted whole (a word) and as a prefix (a literal). */
function createVocabulary() {
  const ids = new Map<string, number>()
  const keywords: Keyword[] = []
  const names = new Set<number>()
  const tails = new Set<number>()
  const contexts = new Set<number>()
  const specials = new Map<number, NonNullable<KeywordUse['special']>>()

  function add(text: string, whole: boolean): number {
    const slot = `${whole ? 'w' : 'p'}${text}`
    const known = ids.get(slot)
    if (known !== undefined) return known
    ids.set(slot, keywords.length)
    return keywords.push({ text, whole }) - 1
  }

  /** Ids of a word in the spellings it is looked for: as it is, and for scripts with case also capitalised. */
  function addWord(word: string): readonly number[] {
    if (/^[\x20-\x7e]+$/.test(word)) return isAsciiWord(word) ? [add(word, true)] : []
    const stem = /^[a-z][\x20-\x7e]+/.exec(word)?.[0]
    if (stem !== undefined) return [add(stem, false)]
    const head = word.slice(0, 2)
    const spellings = new Set([
      head,
      head.toUpperCase(),
      head.charAt(0).toUpperCase() + head.slice(1)
    ])
    return [...spellings].map((text) => add(text, false))
  }

  /** Each word must be there. Words too short for the table are left out: the group is then wider. */
  const toGroup = (words: readonly string[]): WordGroup =>
    words.flatMap((word) => addWord(word).slice(0, 1))

  return {
    keywords,
    addLiteral: (text: string): number => add(text, false),
    addSpecial(text: string, special: NonNullable<KeywordUse['special']>): void {
      specials.set(add(text, false), special)
    },
    addContext(entry: string): WordGroup {
      const group = toGroup(splitKeyWords(entry))
      for (const id of group) contexts.add(id)
      return group
    },
    /** A key's name in each way of writing its words together: `card number`, `cardnumber`. */
    addGroups: (entry: string): readonly WordGroup[] =>
      compositions(splitKeyWords(entry)).map(toGroup),
    /** Where a name may begin: its first word, and its first words written together (`apikey`). */
    addName(entry: string): void {
      const words = splitKeyWords(entry)
      for (let count = 1; count <= words.length; count++) {
        for (const id of addWord(words.slice(0, count).join(''))) names.add(id)
      }
      for (const word of words.slice(1)) for (const id of addWord(word)) tails.add(id)
    },
    toUses: (wakes: ReadonlyMap<number, readonly Wake[]>): readonly KeywordUse[] =>
      keywords.map((_, id) => ({
        wakes: wakes.get(id) ?? [],
        names: names.has(id),
        tails: tails.has(id),
        context: contexts.has(id),
        special: specials.get(id) ?? null
      }))
  }
}

/** Each way to join neighbouring words: a b -> [a, b], [ab]. */
function compositions(words: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = words
  if (first === undefined || rest.length > 3) return [words]
  if (rest.length === 0) return [[first]]
  return compositions(rest).flatMap(([next, ...others]) => [
    [first, next as string, ...others],
    [first + (next as string), ...others]
  ])
}
