/**
 * Compiled packs become the thing that looks at lines.
 *
 * In: packs and options, once. Out: a matcher: lines and texts in, located hits out, disjoint and in order.
 * Promise: pure. No I/O, no clock; the same input gives the same hits.
 */
import type { CompiledPack } from '../rules/rule.ts'
import { createFirstPass } from './first-pass.ts'
import { parseJson } from './json-tree.ts'
import { resolveOverlaps } from './overlap.ts'
import type { PathMatcher } from './paths.ts'
import { createPlan, type Plan, type PlanOptions } from './plan.ts'
import { type Located, scanNode, scanView, TOP, type ValueScan } from './scan-values.ts'
import { viewOf } from './view.ts'

export type Matcher = {
  readonly plan: Plan
  /** false: nothing is in this line of JSON from `from` on (an offset outside of a string). */
  mayHold(line: string, from: number): boolean
  /** Hits in a line of JSON; null where the line is no JSON object or array. */
  scanLine(line: string, paths?: PathMatcher | null): readonly Located[] | null
  /** Hits in a text; a text that is a JSON document is looked at as such. */
  scanText(text: string): readonly Located[]
  /** false: nothing is in this text. */
  mayHoldText(text: string): boolean
}

/** Decides on a hit before it becomes a finding; false drops it (suppressions). */
export type KeepHit = (hit: Located) => boolean

export function createMatcher(
  packs: readonly CompiledPack[],
  options: PlanOptions,
  keep: KeepHit | null = null
): Matcher {
  return matcherOf(createPlan(packs, options), keep)
}

export function matcherOf(plan: Plan, keep: KeepHit | null): Matcher {
  const pass = createFirstPass(plan)
  return {
    plan,
    mayHold: (line, from) => pass.mayHold(line, from, true),
    mayHoldText: (text) =>
      isDocument(text)
        ? pass.mayHold(text, 0, true)
        : pass.mayHold(text, 0, false) || (OPENS.test(text) && pass.mayHold(text, 0, true)),
    scanLine(line, paths = null) {
      const document = parseJson(line)
      if (document === null) return null
      return collect({ plan, paths, located: [] }, (scan) =>
        scanNode(scan, viewOf(line), document, TOP)
      )
    },
    scanText: (text) =>
      collect({ plan, paths: null, located: [] }, (scan) => scanView(scan, viewOf(text), TOP))
  }

  function collect(scan: ValueScan, fill: (scan: ValueScan) => void): readonly Located[] {
    fill(scan)
    const kept = keep === null ? scan.located : scan.located.filter(keep)
    return resolveOverlaps(kept)
  }
}

const OPENS = /^\s{0,64}[[{]/

/** Whether a text is one object or array of JSON; only then may its quotes be read as JSON's. */
function isDocument(text: string): boolean {
  if (!OPENS.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
