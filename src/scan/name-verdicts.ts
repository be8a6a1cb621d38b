/**
 * What names say, each looked up once.
 *
 * In: names, as they stand in a text. Out: the key rules that judge the value under a name, the detectors that it raises.
 * Promise: names repeat from line to line; one that was met before costs a look over its units and makes no string.
 */
import type { CompiledKeyRule } from '../rules/rule.ts'
import { createKnownTexts, type KnownTexts, textAt } from './known-texts.ts'
import type { Plan, PlannedDetector } from './plan.ts'

/** What a name says: key rules that judge its value, detectors that it raises. */
export type NameVerdict = {
  readonly rules: readonly CompiledKeyRule[]
  readonly raised: readonly PlannedDetector[]
  /** Strings under such a name in which nothing was found. */
  readonly refused: KnownTexts<true>
}

/** A name and what it says. */
export type NamedVerdict = {
  readonly name: string
  readonly verdict: NameVerdict
  /** Names of objects under which it says nothing more. */
  readonly silentUnder: Set<NamedVerdict>
}

export type NameVerdicts = {
  /** The name that stands at [start, end). */
  at(codes: Uint16Array, start: number, end: number): NamedVerdict
  of(name: string): NamedVerdict
  /** What a name says under the name of an object that holds it, beyond what it says by itself. */
  under(parent: NamedVerdict, named: NamedVerdict): NameVerdict
}

const NEVER: KnownTexts<true> = {
  get: () => undefined,
  set: (_codes, _start, _end, value) => value
}

export const SILENT: NameVerdict = Object.freeze({ rules: [], raised: [], refused: NEVER })

/** A service has fewer names than this. */
const KNOWN_NAMES = 4096
const KNOWN_VALUES = 64
/** More objects than these are asked again each time. */
const MOST_PARENTS = 64

export function createNameVerdicts(plan: Plan): NameVerdicts {
  const placed = createKnownTexts<NamedVerdict>(KNOWN_NAMES)
  const known = new Map<string, NamedVerdict>()
  return {
    at: (codes, start, end) =>
      placed.get(codes, start, end) ?? placed.set(codes, start, end, of(textAt(codes, start, end))),
    of,
    under(parent, named) {
      if (named.silentUnder.has(parent)) return SILENT
      const joined = without(of(`${parent.name}.${named.name}`).verdict, named.verdict)
      if (joined === SILENT && named.silentUnder.size < MOST_PARENTS) named.silentUnder.add(parent)
      return joined
    }
  }

  function of(name: string): NamedVerdict {
    const met = known.get(name)
    if (met !== undefined) return met
    const ids = plan.keyMatcher.match(name)
    const rules = ids.flatMap((id) => plan.keyRules.get(id) ?? [])
    const raised = ids.flatMap((id) => plan.gatedByKey.get(id) ?? [])
    const named = { name, verdict: toVerdict(rules, raised), silentUnder: new Set<NamedVerdict>() }
    if (known.size >= KNOWN_NAMES) known.clear()
    known.set(name, named)
    return named
  }
}

function toVerdict(
  rules: readonly CompiledKeyRule[],
  raised: readonly PlannedDetector[]
): NameVerdict {
  if (rules.length === 0 && raised.length === 0) return SILENT
  return { rules, raised, refused: createKnownTexts(KNOWN_VALUES) }
}

function without(joined: NameVerdict, own: NameVerdict): NameVerdict {
  if (own === SILENT || joined === SILENT) return joined
  const rules = joined.rules.filter((rule) => !own.rules.includes(rule))
  const raised = joined.raised.filter((detector) => !own.raised.includes(detector))
  return toVerdict(rules, raised)
}
