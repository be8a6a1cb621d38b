/**
 * Compiled packs become the thing that looks at lines.
 *
 * In: packs and options, once. Out: a matcher: lines and texts in, located hits out, disjoint and in order.
 * Promise: pure. No I/O, no clock; the same input gives the same hits.
 */
import type { CompiledPack } from '../rules/rule.ts'
import { createFirstPass } from './first-pass.ts'
import type { Leaf, Located } from './located.ts'
import { resolveOverlaps } from './overlap.ts'
import type { PathMatcher } from './paths.ts'
import { TOP } from './place.ts'
import { createPlan, type Plan, type PlanOptions } from './plan.ts'
import { scanDocument } from './scan-document.ts'
import { scanLeaf } from './scan-leaf.ts'
import { scanView, startScan } from './scan-view.ts'
import type { ValueScan } from './value-scan.ts'
import { viewOf } from './view.ts'

export type Matcher = {
  readonly plan: Plan
  /** false: nothing is in this line of JSON from `from` on (an offset outside of a string). */
  mayHold(line: string, from: number): boolean
  /** Hits in a line of JSON that end behind `from`; null where the line is no JSON object or array. */
  scanLine(line: string, paths?: PathMatcher | null, from?: number): readonly Located[] | null
  /** Hits in what stands at the place of a leaf, in a line that was rewritten. */
  scanLeaf(line: string, leaf: Leaf): readonly Located[]
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
    scanLine(line, paths = null, from = 0) {
      const scan = startScan(plan, paths)
      return scanDocument(scan, viewOf(line), TOP, { list: pass.candidatesOf(line, from), from })
        ? collect(scan)
        : null
    },
    scanLeaf(text, leaf) {
      const scan = startScan(plan, null)
      scanLeaf(scan, viewOf(text), leaf)
      return collect(scan)
    },
    scanText(text) {
      const scan = startScan(plan, null)
      scanView(scan, viewOf(text), TOP)
      return collect(scan)
    }
  }

  function collect({ located }: ValueScan): readonly Located[] {
    return resolveOverlaps(keep === null ? located : located.filter(keep))
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
