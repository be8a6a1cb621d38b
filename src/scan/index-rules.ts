/**
 * Rules become columns.
 *
 * In: compiled rules. Out: their index, and each rule with its context words as keywords. Promise: nothing depends on options;
 * shipped rules come here at build time only.
 */
import { type CompiledRule, isCompiledPatternRule, LIKELIHOODS } from '../rules/rule.ts'
import { indexKeyWords, type KeyWordRule } from './key-word-index.ts'
import type { Keyword } from './keyword-table.ts'
import {
  ANCHORS,
  BY_CONTEXT,
  BY_KEY,
  type IndexedRule,
  type Leads,
  type RuleIndex,
  SPECIAL_WORDS
} from './rule-index.ts'
import { createVocabulary, type Vocabulary, type WordGroup } from './vocabulary.ts'

export type Indexed = { readonly index: RuleIndex; readonly rules: readonly IndexedRule[] }

/** Indexes rules; `special`: whether the words that wake decoders are among the keywords. */
export function indexRules(rules: readonly CompiledRule[], special = true): Indexed {
  const words = createVocabulary()
  const leads = createLeads()
  const indexed = rules.map((rule, number) => indexRule(rule, number, words, leads))
  for (const [number, { keys }] of rules.entries())
    for (const name of keys?.for ?? []) addName(leads, number, words.addName(name))
  const specials = special ? SPECIAL_WORDS.map(([text]) => words.addLiteral(text)) : []
  for (const [number, each] of indexed.entries())
    addGroups(leads, number, each.contextFor, words.keywords)
  const index: RuleIndex = {
    ids: rules.map(({ id }) => id),
    keywords: words.keywords,
    keywordCount: words.keywords.length,
    bases: Uint8Array.from(rules, baseOf),
    evidence: Uint8Array.from(indexed, evidenceOf),
    patterns: toPatterns(rules),
    ...leads.toColumns(words.keywords.length),
    specials: Uint16Array.from(specials),
    ...toAnswers(rules)
  }
  return { index, rules: indexed }
}

function indexRule(
  rule: CompiledRule,
  number: number,
  words: Vocabulary,
  leads: LeadLists
): IndexedRule {
  if (!isCompiledPatternRule(rule)) return { rule, contextFor: [], contextAgainst: [] }
  const toGroups = (entries: readonly string[] | undefined) =>
    (entries ?? []).flatMap((entry) => words.addContext(entry))
  const contextFor = toGroups(rule.context?.for)
  const contextAgainst = toGroups(rule.context?.against)
  for (const id of new Set([...contextFor, ...contextAgainst].flat()))
    leads.add('contexts', id, number)
  for (const [item, { anchor }] of rule.compiled.entries())
    if (anchor.kind === 'literal')
      for (const literal of anchor.literals)
        leads.add('literals', words.addLiteral(literal), number, item)
  return { rule, contextFor, contextAgainst }
}

function addName(
  leads: LeadLists,
  number: number,
  { heads, tails }: ReturnType<Vocabulary['addName']>
): void {
  for (const id of heads) leads.addOnce('heads', id, number)
  for (const id of tails) leads.addOnce('tails', id, number)
}

function addGroups(
  leads: LeadLists,
  number: number,
  groups: readonly WordGroup[],
  keywords: readonly Keyword[]
): void {
  const lengthOf = (id: number): number => keywords[id]?.text.length ?? 0
  for (const [item, group] of groups.entries()) {
    const first = group[0] as number
    if (group.every((id) => id === first)) {
      leads.add('alone', first, number)
      continue
    }
    for (const id of group) leads.addOnce('grouped', id, number)
    const longest = group.reduce((best, id) => (lengthOf(id) > lengthOf(best) ? id : best))
    leads.add('together', longest, number, item)
  }
}

function baseOf(rule: CompiledRule): number {
  return isCompiledPatternRule(rule) ? 1 + LIKELIHOODS.indexOf(rule.likelihood ?? 'LIKELY') : 0
}

function evidenceOf({ rule, contextFor }: IndexedRule): number {
  const byKey = (rule.keys?.for ?? []).length > 0 ? BY_KEY : 0
  return byKey | (contextFor.length > 0 ? BY_CONTEXT : 0)
}

function toPatterns(rules: readonly CompiledRule[]): RuleIndex['patterns'] {
  const rows = rules.flatMap((rule, number) =>
    isCompiledPatternRule(rule) ? rule.compiled.map(({ anchor }) => ({ number, anchor })) : []
  )
  return {
    rules: Uint16Array.from(rows, ({ number }) => number),
    kinds: Uint8Array.from(rows, ({ anchor }) => ANCHORS.indexOf(anchor.kind)),
    digits: Uint8Array.from(rows, ({ anchor }) => ('digits' in anchor ? anchor.digits : 0))
  }
}

/** Key rules answer under their id; a pattern rule under two: keys that speak for it, and keys that speak against it. */
function toAnswers(rules: readonly CompiledRule[]): Pick<RuleIndex, 'keyWords' | 'answers'> {
  const numbered = rules.map((rule, number) => ({ rule, number }))
  const answers = [
    ...numbered.filter(({ rule }) => !isCompiledPatternRule(rule)).map(toAnswer),
    ...numbered.filter(({ rule }) => isCompiledPatternRule(rule)).flatMap(toAnswersOfPattern)
  ]
  return {
    keyWords: indexKeyWords(answers),
    answers: {
      rules: Uint16Array.from(answers, ({ number }) => number),
      signs: Uint8Array.from(answers, ({ sign }) => sign)
    }
  }
}

type Numbered = { readonly rule: CompiledRule; readonly number: number }
type Answer = KeyWordRule & { readonly number: number; readonly sign: number }

function toAnswer({ rule: { id, keys }, number }: Numbered): Answer {
  return { id, number, sign: 0, for: keys?.for ?? [], against: keys?.against ?? [] }
}

function toAnswersOfPattern({ rule: { id, keys }, number }: Numbered): readonly Answer[] {
  const against = (keys?.against ?? []).filter((word) => !word.startsWith('<'))
  return [
    { id, number, sign: 1, for: keys?.for ?? [] },
    { id, number, sign: 2, for: against }
  ]
}

const LEADS = ['literals', 'alone', 'together', 'grouped', 'contexts', 'heads', 'tails'] as const
type LeadName = (typeof LEADS)[number]

type LeadLists = {
  add(name: LeadName, keyword: number, rule: number, item?: number): void
  /** The same where rule after rule is gone through, and each counts once. */
  addOnce(name: LeadName, keyword: number, rule: number): void
  toColumns(keywords: number): Readonly<Record<LeadName, Leads>>
}

type Lead = readonly [rule: number, item: number]

function createLeads(): LeadLists {
  const lists = new Map(LEADS.map((name) => [name, new Map<number, Lead[]>()]))
  const listOf = (name: LeadName, keyword: number): Lead[] => {
    const byKeyword = lists.get(name) as Map<number, Lead[]>
    const list = byKeyword.get(keyword) ?? []
    byKeyword.set(keyword, list)
    return list
  }
  return {
    add: (name, keyword, rule, item = 0) => void listOf(name, keyword).push([rule, item]),
    addOnce(name, keyword, rule) {
      const list = listOf(name, keyword)
      if (list.at(-1)?.[0] !== rule) list.push([rule, 0])
    },
    toColumns(keywords) {
      const columns = LEADS.map((name) => [name, toLeads(lists.get(name) as never, keywords)])
      return Object.fromEntries(columns) as Record<LeadName, Leads>
    }
  }
}

function toLeads(byKeyword: ReadonlyMap<number, readonly Lead[]>, keywords: number): Leads {
  const lists = Array.from({ length: keywords }, (_, id) => byKeyword.get(id) ?? [])
  const bounds = new Uint32Array(keywords + 1)
  for (const [id, list] of lists.entries()) bounds[id + 1] = (bounds[id] as number) + list.length
  const all = lists.flat()
  return {
    bounds,
    rules: Uint16Array.from(all, ([rule]) => rule),
    items: Uint16Array.from(all, ([, item]) => item)
  }
}
