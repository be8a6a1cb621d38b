/**
 * What the names above a value speak for.
 *
 * In: a name, the name above it, what was spoken for above. Out: evidence: ids, and the rules that act on them.
 * Promise: names repeat, so each is asked once under each other; the memory of it is bounded by key-facts.ts.
 */
import type { CompiledKeyRule } from '../rules/rule.ts'
import { likelihoodIndex } from './detector.ts'
import type { KeyFacts } from './key-facts.ts'
import type { Plan, PlannedDetector } from './plan.ts'

/** A rule that judges a value by its name, and how likely what it finds is. */
export type JudgingRule = { readonly rule: CompiledKeyRule; readonly likelihood: number }

export type Evidence = {
  /** The answers of the key matcher. */
  readonly ids: ReadonlySet<string>
  readonly judges: readonly JudgingRule[]
  /** Detectors that need evidence and have it here. */
  readonly raised: readonly PlannedDetector[]
  /** Rules look at a value for its name alone; else the name only weighs. */
  readonly acts: boolean
  /** The ids that go on below. */
  readonly spoken: readonly string[]
  /** The same together with what goes on from above. */
  readonly joined: Map<Evidence, Evidence>
  /** What goes on below where a name itself says nothing. */
  below: Evidence | null
}

export const NO_EVIDENCE: Evidence = Object.freeze({
  ids: new Set<string>(),
  judges: [],
  raised: [],
  acts: false,
  spoken: [],
  joined: new Map(),
  below: null
})

function toEvidence(plan: Plan, ids: ReadonlySet<string>): Evidence {
  if (ids.size === 0) return NO_EVIDENCE
  const list = [...ids]
  const judges = list.flatMap((id) => {
    const rule = plan.keyRules.get(id)
    const likelihood = likelihoodIndex(rule?.likelihood ?? 'LIKELY')
    return rule === undefined || likelihood < plan.minLikelihood ? [] : [{ rule, likelihood }]
  })
  const raised = list.flatMap((id) => plan.gatedByKey.get(id) ?? [])
  return {
    ids,
    judges,
    raised,
    acts: judges.length > 0 || raised.length > 0,
    spoken: list.filter((id) => id.startsWith('+')),
    joined: new Map(),
    below: null
  }
}

/** What a name, and the name under its parent, speak for; what the parent spoke for as a pattern goes on below it. */
export function evidenceOf(plan: Plan, key: KeyFacts, parent: string, above: Evidence): Evidence {
  let own = key.under.get(parent)
  if (own === undefined) {
    own = toEvidence(plan, new Set([...key.ids, ...idsUnder(plan, key, parent)]))
    key.under.set(parent, own)
  }
  if (above.spoken.length === 0) return own
  if (own !== NO_EVIDENCE) return joinEvidence(plan, own, above)
  above.below ??= toEvidence(plan, new Set(above.spoken))
  return above.below
}

/** All of both. */
export function unite(plan: Plan, one: Evidence, other: Evidence): Evidence {
  return toEvidence(plan, new Set([...one.ids, ...other.ids]))
}

function joinEvidence(plan: Plan, own: Evidence, above: Evidence): Evidence {
  const known = own.joined.get(above)
  if (known !== undefined) return known
  const joined = toEvidence(plan, new Set([...own.ids, ...above.spoken]))
  if (own.joined.size < MOST_JOINED) own.joined.set(above, joined)
  return joined
}

const MOST_JOINED = 16

/** What the two names say together that neither says alone. */
function idsUnder({ keyMatcher }: Plan, { name }: KeyFacts, parent: string): readonly string[] {
  const above = withoutTokens(parent)
  const together = above === '' ? NONE : keyMatcher.match(withoutTokens(`${parent}.${name}`))
  if (together.length === 0) return NONE
  const alone = keyMatcher.match(above)
  return together.filter((id) => !alone.includes(id))
}

const NONE: readonly string[] = []

/** Not after a letter: `user[PASSWORD]=x` is a form's field. */
const TOKEN =
  /(?<!(?<!%(?:25){0,3}[0-9A-Fa-f])[A-Za-z_\]])\[[A-Z][A-Z0-9_]{1,63}(?::k\d{1,2}:[b-df-hj-np-t]{20})?\]/g

/** A key without our tokens, whose words say nothing. */
export function withoutTokens(key: string): string {
  return key.includes('[') ? key.replace(TOKEN, '') : key
}

const TOKEN_HERE = new RegExp(TOKEN.source, 'y')
const NO_SPANS: readonly (readonly [number, number])[] = Object.freeze([])

export function tokenSpans(text: string): readonly (readonly [number, number])[] {
  let at = text.indexOf('[')
  if (at === -1) return NO_SPANS
  const spans: (readonly [number, number])[] = []
  while (at !== -1) {
    TOKEN_HERE.lastIndex = at
    const end = TOKEN_HERE.test(text) ? TOKEN_HERE.lastIndex : at + 1
    if (end > at + 1) spans.push([at, end])
    at = text.indexOf('[', end)
  }
  return spans
}
