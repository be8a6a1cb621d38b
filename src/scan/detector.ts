/**
 * One pattern rule, ready to run.
 *
 * In: a text and a range in which matches may begin. Out: the spans that pattern, boundaries, exclusions and validators accept.
 * Promise: work is bounded by the range and the rule's longest match; nothing here looks at keys or context.
 */
import type { CompiledPattern, CompiledPatternRule, Likelihood } from '../rules/rule.ts'
import { LIKELIHOODS } from '../rules/rule.ts'
import {
  createSearch,
  type Engine,
  type RegexLike,
  type Search,
  type Span
} from './regex-engine.ts'

export type Validator = (text: string) => boolean

export type PatternDetector = {
  readonly rule: CompiledPatternRule
  /** Index into LIKELIHOODS, without evidence. */
  readonly base: number
  readonly patterns: readonly (Pick<
    CompiledPattern,
    'anchor' | 'shape' | 'edges' | 'lead' | 'next' | 'beside' | 'within'
  > & {
    readonly search: Search
  })[]
  readonly boundaries: { readonly before: RegExp | null; readonly after: RegExp | null }
  readonly excluded: readonly RegexLike[]
  readonly validators: readonly Validator[]
}

/** Steps by which a key, and a context word, raise or lower a likelihood. */
export const KEY_STEPS = 2
export const CONTEXT_STEPS = 1

export function likelihoodIndex(likelihood: Likelihood): number {
  return LIKELIHOODS.indexOf(likelihood)
}

export function createDetector(
  rule: CompiledPatternRule,
  engine: Engine,
  validators: Readonly<Record<string, Validator>>
): PatternDetector {
  return {
    rule,
    base: likelihoodIndex(rule.likelihood ?? 'LIKELY'),
    patterns: rule.compiled.map((pattern) => ({
      ...pattern,
      search: createSearch(pattern, engine)
    })),
    boundaries: {
      before: toClass(rule.boundaries?.before),
      after: toClass(rule.boundaries?.after)
    },
    excluded: rule.excluded.map((source) => new engine.Regex(source, 'u')),
    validators: (rule.validators ?? []).map((name) => validators[name] as Validator)
  }
}

const classes = new Map<string, RegExp>()

/** Rules share a few boundaries; a regex for each took 3 ms of a start. */
function toClass(source: string | undefined): RegExp | null {
  if (source === undefined) return null
  const known = classes.get(source) ?? new RegExp(`^${source}$`, 'u')
  classes.set(source, known)
  return known
}

/** Calls `onSpan` for each accepted match that begins in [from, to]; matches of one pattern do not overlap. Stops when it answers true. */
export function detect(
  detector: PatternDetector,
  search: Search,
  text: string,
  from: number,
  to: number,
  onSpan: (span: Span) => boolean
): boolean {
  for (let at = from; at <= to; ) {
    const span = search.between(text, at, to)
    if (span === null) return false
    if (!isAccepted(detector, text, span)) {
      at = afterCharacter(text, span.matchStart)
      continue
    }
    if (onSpan(extended(text, span, search.max))) return true
    at = Math.max(span.matchEnd, afterCharacter(text, span.matchStart))
  }
  return false
}

/** Bodies of keys and tokens can be longer than any bounded pattern: a match that ends at its bound goes on over the same run. */
const LONG_MATCH = 2048
const BODY = /(?:[\w+/=.-]|\\?[rn]|\s(?=[A-Za-z0-9+/=]{16}))*/y

function extended(text: string, span: Span, max: number): Span {
  if (max < LONG_MATCH || span.matchEnd - span.matchStart < LONG_MATCH) return span
  BODY.lastIndex = span.end
  BODY.test(text)
  const end = Math.max(span.end, BODY.lastIndex)
  return { ...span, end, matchEnd: Math.max(span.matchEnd, end) }
}

/** A regex with the flag `u` that is started between two surrogates steps back to the first: that would find the same match for ever. */
function afterCharacter(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
}

function isAccepted(detector: PatternDetector, text: string, span: Span): boolean {
  const { before, after } = detector.boundaries
  if (before?.test(characterBefore(text, span.matchStart))) return false
  if (after?.test(characterAt(text, span.matchEnd))) return false
  const value = text.slice(span.start, span.end)
  for (const excluded of detector.excluded) if (excluded.exec(value) !== null) return false
  for (const accepts of detector.validators) if (!accepts(value)) return false
  return true
}

/** The character before `at`; an escape such as `\n` that stands as two characters counts as the white space it means. */
export function characterBefore(text: string, at: number): string {
  if (at === 0) return ''
  const code = text.charCodeAt(at - 1)
  if ((code === 110 || code === 114 || code === 116) && text.charCodeAt(at - 2) === 92) return '\n'
  if (code >= 0xdc00 && code <= 0xdfff && at >= 2) return text.slice(at - 2, at)
  return text[at - 1] as string
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}
