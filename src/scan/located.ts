/**
 * What the exact scan hands on: where something was found, in the line itself.
 *
 * In: a rule, a view, a span of it, the place. Out: a located hit.
 */
import { type CompiledRule, LIKELIHOODS, type Likelihood } from '../rules/rule.ts'
import { memberOf, type Place, pointerOf } from './place.ts'
import type { ValueScan } from './value-scan.ts'
import { type Layer, rawEnd, rawStart, type View } from './view.ts'

/**
 * A string or number that is a member of an object of the line, quotes included: what is written into it concerns nothing
 * else of the line. Where a value names its siblings, or stands in a list, there is no leaf.
 */
export type Leaf = {
  readonly start: number
  readonly end: number
  readonly place: Place
  /** What now stands there, if that is a token and nothing else. */
  readonly token?: string
}

/** A hit in the line. Holds the decoded text for the operators; it never leaves the process of redaction. */
export type Located = {
  readonly ruleId: string
  readonly infoType: string
  readonly likelihood: Likelihood
  readonly start: number
  readonly end: number
  readonly text: string
  readonly path: string
  /** A whole JSON value that is no string piece: its replacement needs quotes, written through these layers. */
  readonly whole: readonly Layer[] | null
  /** The member (key and value) that the value belongs to, at the top layer; what `remove` takes out. */
  readonly member: readonly [number, number] | null
  /** Which of the user's paths put it here, or -1. */
  readonly pathIndex: number
  /** It lies in a key, not in a value. */
  readonly inKey: boolean
  /** Its name alone says that the value is a secret, whatever it looks like. */
  readonly strong: boolean
  /** Its rule's own operator shows nothing of the value. */
  readonly hides: boolean
  /** What it lies in, if that can be looked at again by itself. */
  readonly leaf: Leaf | null
}

/** The span [start, end) of a view, found by a rule. */
export function toLocated(
  { leaf }: ValueScan,
  { rule, likelihood }: { readonly rule: CompiledRule; readonly likelihood: number },
  view: View,
  span: { readonly start: number; readonly end: number },
  text: string,
  place: Place,
  whole: readonly Layer[] | null
): Located {
  const { operator } = rule
  return {
    ruleId: rule.id,
    infoType: rule.infoType,
    likelihood: LIKELIHOODS[likelihood] as Likelihood,
    start: rawStart(view, span.start),
    end: rawEnd(view, span.end),
    text,
    path: pointerOf(place),
    whole,
    member: memberOf(place),
    pathIndex: -1,
    inKey: false,
    strong: 'value' in rule && rule.value === 'any',
    hides: operator === undefined || operator === 'replace' || operator === 'remove',
    leaf
  }
}

/** A value that a user's path names. */
export function toPathLocated(
  view: View,
  span: { readonly start: number; readonly end: number },
  text: string,
  place: Place,
  pathIndex: number
): Located {
  return {
    ruleId: 'redact.path',
    infoType: 'REDACTED',
    likelihood: 'VERY_LIKELY',
    start: rawStart(view, span.start),
    end: rawEnd(view, span.end),
    text,
    path: pointerOf(place),
    whole: view.layers,
    member: memberOf(place),
    pathIndex,
    inKey: false,
    strong: true,
    hides: true,
    leaf: null
  }
}
