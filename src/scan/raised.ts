/**
 * Detectors that need evidence, in a text that has some: a key, a name in the text, a context word.
 *
 * In: a scan of a text, and how a detector searches it. Out: each raised detector run, at the digit runs that its shapes
 * allow and, where digits do not wake it, over the text. Promise: few of hundreds are run: they are asked for by the evidence.
 */
import { KIND_DIGITS, KIND_KEYWORD, STRIDE } from './candidates.ts'
import type { PlannedDetector } from './plan.ts'
import type { Search } from './regex-engine.ts'
import { type GatedParts, partsOf } from './scan-state.ts'
import { isInToken, isSighted } from './sightings.ts'
import type { TextScan } from './text-scan.ts'

type RunSearch = (
  scan: TextScan,
  detector: PlannedDetector,
  search: Search,
  from: number,
  to: number
) => void

export function searchRaised(scan: TextScan, run: RunSearch): void {
  const raised = raisedIn(scan)
  if (raised.length === 0) return
  const digits = countDigits(scan)
  for (const detector of raised) {
    if (detector.leastDigits > digits) continue
    const { shapes, searches } = partsOf(scan.state, detector)
    for (const each of searches)
      if (each.digits <= digits) run(scan, detector, each.search, 0, scan.text.length)
    if (shapes !== null) runShapes(scan, detector, shapes, run)
  }
}

function runShapes(
  scan: TextScan,
  detector: PlannedDetector,
  shapes: NonNullable<GatedParts['shapes']>,
  run: RunSearch
): void {
  const { items, length, codes } = scan.list
  for (let i = 0; i < length; i += STRIDE) {
    if (items[i] !== KIND_DIGITS) continue
    const at = items[i + 1] as number
    const end = items[i + 2] as number
    for (const wake of shapes.wakesOf(codes, scan.text.length, at, end, items[i + 3] as number))
      run(scan, detector, wake.search, at - wake.most, end - wake.least)
  }
}

function countDigits({ text, list }: TextScan): number {
  const { codes } = list
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = codes[i] as number
    if (code >= 48 && code <= 57) count++
  }
  return count
}

/** In the order of the rules. */
function raisedIn(scan: TextScan): readonly PlannedDetector[] {
  const { plan, evidence, named } = scan
  const found = raisedByWords(scan)
  if (found === null && named.length === 0 && evidence.raised.length <= 1) return evidence.raised
  const raised = found ?? new Set<PlannedDetector>()
  for (const detector of evidence.raised) raised.add(detector)
  for (const { ids } of named)
    for (const id of ids) {
      const detector = plan.gatedByKey.get(id)
      if (detector !== undefined) raised.add(detector)
    }
  return [...raised].sort((a, b) => a.index - b.index)
}

function raisedByWords(scan: TextScan): Set<PlannedDetector> | null {
  const { plan, sightings } = scan
  const { items, length } = scan.list
  let raised: Set<PlannedDetector> | null = null
  for (let i = 0; i < length; i += STRIDE) {
    if (items[i] !== KIND_KEYWORD) continue
    const { raises, together } = plan.useOf(items[i + 2] as number)
    if (raises.length === 0 && together.length === 0) continue
    if (isInToken(sightings, items[i + 1] as number)) continue
    raised ??= new Set()
    for (const detector of raises) raised.add(detector)
    for (const { detector, group } of together)
      if (group.every((id) => isSighted(sightings, id))) raised.add(detector)
  }
  return raised
}
