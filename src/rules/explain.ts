/**
 * Why a rule finds, or does not find, a piece of text.
 *
 * In: a rule, and a way to scan with a changed copy of it. Out: sentences that name the check and the place, never the text.
 * How: checks are taken away until the rule finds the piece; the one that brings the miss back is the one that refused.
 * Promise: what is told is what the real scan does, JSON, encodings and names of keys included, because it is the real scan that is asked.
 */
import type { Span } from './example.ts'
import { compilePattern } from './pattern/compile.ts'
import {
  isPatternRule,
  type KeyRule,
  type Likelihood,
  type PatternRule,
  type Rule
} from './rule.ts'

/** Where a rule finds something in the text in question; `text` is that text. */
export type FindWith = ((rule: Rule) => readonly Span[]) & { readonly text?: string }

type Check = { readonly name: string; readonly with: PatternRule; readonly says: string }

/** Why the rule does not find `span`; at least one sentence. */
export function explainMiss(rule: Rule, span: Span, find: FindWith): readonly string[] {
  const reasons = isPatternRule(rule)
    ? explainPatternMiss(rule, span, find)
    : explainKeyMiss(rule, span, find)
  if (reasons.length > 0) return reasons
  return ['each check accepts it alone; another finding of the rule overlaps it']
}

/** Why the rule finds `span`: which pattern, and that nothing refused it. */
export function explainHit(rule: Rule, span: Span, find: FindWith): readonly string[] {
  if (!isPatternRule(rule)) {
    return [`a name of keys.for stands before it, and it counts as \`value: ${rule.value}\``]
  }
  const index = rule.patterns.findIndex((pattern) =>
    has(find({ ...rule, patterns: [pattern] }), span)
  )
  const which = index === -1 ? 'a pattern' : `patterns[${index}]`
  const checks = checksOf(rule).map(({ name }) => name)
  const none = 'there are no boundaries, validators or exclusions'
  const said = checks.length === 0 ? none : `accepted by ${checks.join(', ')}`
  return [`${which} matches; ${said}${speaksFor(rule, span, find)}`]
}

function explainPatternMiss(rule: PatternRule, span: Span, find: FindWith): readonly string[] {
  const bare = bareOf(rule)
  const found = find(bare)
  if (!has(found, span)) return [patternMiss(rule, found, span, find.text)]
  const refused = checksOf(rule).filter(({ with: alone }) => !has(find(alone), span))
  if (refused.length > 0) return refused.map(({ name, says }) => `${name}: ${says}`)
  if (has(find({ ...withoutEvidence(rule), likelihood: 'VERY_LIKELY' }), span)) {
    return evidenceMiss(rule, span, find)
  }
  return []
}

function patternMiss(
  rule: PatternRule,
  found: readonly Span[],
  span: Span,
  text: string | undefined
): string {
  const near = found.filter(([start, end]) => start < span[1] && end > span[0])
  if (near.length > 0) {
    return `patterns: they match ${near.map(toPlace).join(', ')} there; move the marks or the pattern's ends`
  }
  if (text !== undefined && matchesAt(rule, text, span)) {
    return 'patterns: one matches, but inside a word; its first letters are looked for where a word begins'
  }
  return 'patterns: none matches there'
}

/** Whether a pattern by itself, without the search for its literals, takes this piece of the text. */
function matchesAt(
  { patterns, ignoreCase }: PatternRule,
  text: string,
  [start, end]: Span
): boolean {
  return patterns.some((source) => {
    const { v8 } = compilePattern(source, { ignoreCase })
    return new RegExp(`^(?:${v8})$`, 'u').test(text.slice(start, end))
  })
}

/** The rule with its patterns alone. */
function bareOf({
  keywords: _,
  boundaries: __,
  validators: ___,
  exclude: ____,
  ...rule
}: PatternRule): PatternRule {
  return { ...withoutEvidence(rule), likelihood: 'VERY_LIKELY' }
}

function withoutEvidence({ keys: _, context: __, ...rule }: PatternRule): PatternRule {
  return rule
}

/** Each check of the rule, alone beside its patterns. */
function checksOf(rule: PatternRule): readonly Check[] {
  const bare = bareOf(rule)
  const { keywords, boundaries = {}, validators = [], exclude = [] } = rule
  const sides = (['before', 'after'] as const).flatMap((side): Check[] => {
    const source = boundaries[side]
    if (source === undefined) return []
    const says = `the character ${side} it is one that may not stand there`
    return [{ name: `boundaries.${side}`, with: { ...bare, boundaries: { [side]: source } }, says }]
  })
  return [
    ...(keywords === undefined ? [] : [keywordCheck(bare, keywords)]),
    ...sides,
    ...exclude.map((source, index): Check => {
      const says = 'the whole match is one that is excluded'
      return { name: `exclude[${index}]`, with: { ...bare, exclude: [source] }, says }
    }),
    ...validators.map((validator): Check => {
      const says = 'it refuses the matched text'
      return {
        name: `validator \`${validator}\``,
        with: { ...bare, validators: [validator] },
        says
      }
    })
  ]
}

function keywordCheck(bare: PatternRule, keywords: readonly string[]): Check {
  const says =
    'none stands in the match, or one does inside a word; an ASCII keyword begins at a word start'
  return { name: 'keywords', with: { ...bare, keywords }, says }
}

/** All checks accept it: the likelihood is too low. */
function evidenceMiss(rule: PatternRule, span: Span, find: FindWith): readonly string[] {
  const from = rule.likelihood ?? 'LIKELY'
  const parts = [
    ...speaking(rule, span, find).map(({ name, speaks, against }) => {
      if (speaks) return `${name} ${against ? 'lowers it' : 'raises it'}`
      return against ? undefined : `no word of ${name} is there`
    }),
    rule.keys?.for === undefined && rule.context?.for === undefined
      ? 'there is neither keys.for nor context.for'
      : undefined
  ].filter((part) => part !== undefined)
  return [`likelihood: it begins at ${from} and ends below POSSIBLE; ${parts.join(', ')}`]
}

function speaksFor(rule: PatternRule, span: Span, find: FindWith): string {
  const names = speaking(rule, span, find).filter(({ speaks, against }) => speaks && !against)
  return names.length === 0 ? '' : `; raised by ${names.map(({ name }) => name).join(' and ')}`
}

type Speaking = { readonly name: string; readonly against: boolean; readonly speaks: boolean }

/** Which evidence speaks: each alone, from a likelihood at which it alone decides. */
function speaking(rule: PatternRule, span: Span, find: FindWith): readonly Speaking[] {
  const bare = withoutEvidence(rule)
  const finds = (likelihood: Likelihood, evidence: Partial<PatternRule>) =>
    has(find({ ...bare, likelihood, ...evidence }), span)
  const { keys, context } = rule
  const window = context?.window === undefined ? {} : { window: context.window }
  const all: readonly (Speaking | undefined)[] = [
    keys?.for && {
      name: 'keys.for',
      against: false,
      speaks: finds('VERY_UNLIKELY', { keys: { for: keys.for } })
    },
    context?.for && {
      name: 'context.for',
      against: false,
      speaks: finds('UNLIKELY', { context: { for: context.for, ...window } })
    },
    keys?.against && {
      name: 'keys.against',
      against: true,
      speaks: !finds('POSSIBLE', { keys: { against: keys.against } })
    },
    context?.against && {
      name: 'context.against',
      against: true,
      speaks: !finds('POSSIBLE', { context: { against: context.against, ...window } })
    }
  ]
  return all.filter((each) => each !== undefined)
}

function explainKeyMiss(rule: KeyRule, span: Span, find: FindWith): readonly string[] {
  const { against, ...keys } = rule.keys
  const bare: KeyRule = { ...rule, keys, value: 'any', inText: true, likelihood: 'VERY_LIKELY' }
  if (!has(find(bare), span)) {
    const near = find(bare).filter(([start, end]) => start < span[1] && end > span[0])
    if (near.length > 0) return [`value: it reaches over ${near.map(toPlace).join(', ')}`]
    return ['keys.for: no name of it stands before the value; names are compared word by word']
  }
  const checks: readonly (readonly [string, KeyRule])[] = [
    ['keys.against: a word of it stands after the name', { ...bare, keys: rule.keys }],
    [`value: it does not count as \`${rule.value}\``, { ...bare, value: rule.value }],
    ['inText: names in text do not count for this rule', withInText(bare, rule)],
    [
      'likelihood: it is below POSSIBLE, and nothing raises that of a key rule',
      withLikelihood(bare, rule)
    ]
  ]
  return checks.filter(([, alone]) => !has(find(alone), span)).map(([says]) => says)
}

function withInText({ inText: _, ...bare }: KeyRule, { inText, value }: KeyRule): KeyRule {
  return { ...bare, inText: inText ?? (value === 'any' || value === 'secret') }
}

function withLikelihood({ likelihood: _, ...bare }: KeyRule, { likelihood }: KeyRule): KeyRule {
  return likelihood === undefined ? bare : { ...bare, likelihood }
}

function has(spans: readonly Span[], [start, end]: Span): boolean {
  return spans.some((span) => span[0] === start && span[1] === end)
}

function toPlace([start, end]: Span): string {
  return `${start}–${end}`
}
