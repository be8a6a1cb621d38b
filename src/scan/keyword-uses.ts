/**
 * What a keyword that stands somewhere means, under the rules that are on.
 *
 * In: planned parts. Out: the use of a keyword by its id; whether it has any. Promise: a use, and the detectors in it, are made
 * when the keyword is first seen: a service's logs hold few of five thousand.
 */
import type { KeywordUse, PlannedDetector, Raise, Wake } from './plan.ts'
import { FREE, GATED, OFF, type PlannedPart } from './planned-rules.ts'
import { type Leads, SPECIAL_WORDS } from './rule-index.ts'
import { toLiteralWakes } from './wakes.ts'

export function createUses(parts: readonly PlannedPart[]): (id: number) => KeywordUse {
  const uses: (KeywordUse | undefined)[] = []
  return (id) => {
    const known = uses[id]
    if (known !== undefined) return known
    const part = parts.findLast(({ firstKeyword }) => firstKeyword <= id) as PlannedPart
    const use = toUse(part, id - part.firstKeyword)
    uses[id] = use
    return use
  }
}

function toUse(planned: PlannedPart, keyword: number): KeywordUse {
  const { index } = planned.part
  const special = index.specials.indexOf(keyword)
  return {
    names: leadsTo(planned, index.heads, keyword, isOn).length > 0,
    tails: leadsTo(planned, index.tails, keyword, isOn).length > 0,
    special: SPECIAL_WORDS[special]?.[1] ?? null,
    wakes: orNone(
      leadsTo(planned, index.literals, keyword, isFree).flatMap((lead): readonly Wake[] =>
        toLiteralWakes(
          planned.detectorAt(lead.rule),
          lead.item,
          index.keywords[keyword]?.text ?? ''
        )
      )
    ),
    raises: orNone(
      leadsTo(planned, index.alone, keyword, isGated).map(
        ({ rule }): PlannedDetector => planned.detectorAt(rule)
      )
    ),
    together: orNone(
      leadsTo(planned, index.together, keyword, isGated).map(({ rule, item }): Raise => {
        const detector = planned.detectorAt(rule)
        return {
          detector,
          group: detector.contextFor[item] as Raise['group'],
          word: planned.firstKeyword + keyword
        }
      })
    ),
    grouped: leadsTo(planned, index.grouped, keyword, isGated).length > 0
  }
}

/** One list for the many that are empty. */
function orNone<Item>(list: readonly Item[]): readonly Item[] {
  return list.length === 0 ? NONE : list
}

const NONE: readonly never[] = Object.freeze([])

type Lead = { readonly rule: number; readonly item: number }

function leadsTo(
  { state }: PlannedPart,
  { bounds, rules, items }: Leads,
  keyword: number,
  isWanted: (state: number) => boolean
): readonly Lead[] {
  const leads: Lead[] = []
  const end = bounds[keyword + 1] as number
  for (let row = bounds[keyword] as number; row < end; row++) {
    const rule = rules[row] as number
    if (isWanted(state[rule] as number)) leads.push({ rule, item: items[row] as number })
  }
  return leads
}

const isOn = (state: number): boolean => state !== OFF
const isFree = (state: number): boolean => state === FREE
const isGated = (state: number): boolean => state === GATED

/** Marks the keywords that are looked for: as evidence for a rule that is on, as a literal of one that counts by itself. */
export function markUsed({ part, state, firstKeyword }: PlannedPart, used: Uint8Array): void {
  const { literals, contexts, heads, tails, specials } = part.index
  for (const keyword of specials) used[firstKeyword + keyword] = 1
  mark(literals, isFree)
  for (const leads of [contexts, heads, tails]) mark(leads, isOn)

  function mark({ bounds, rules }: Leads, isWanted: (state: number) => boolean): void {
    for (let keyword = 0; keyword + 1 < bounds.length; keyword++) {
      const end = bounds[keyword + 1] as number
      for (let row = bounds[keyword] as number; row < end; row++)
        if (isWanted(state[rules[row] as number] as number)) {
          used[firstKeyword + keyword] = 1
          break
        }
    }
  }
}
