/**
 * Detectors that need evidence, in a text that has some: a key, a name in the text, a context word.
 *
 * In: a scan of a text, and how a detector searches it. Out: each raised detector run, at the digit runs that its shapes
 * allow and, where digits do not wake it, over the text. Promise: few of hundreds are run: they are asked for by the evidence.
 */
import { KIND_DIGITS, KIND_KEYWORD, STRIDE } from './candidate-list.ts'
import type { KeywordUse, PlannedDetector } from './plan.ts'
import type { Search } from './regex-engine.ts'
import { type GatedParts, partsOf } from './scan-state.ts'
import { isInToken, isSighted, type Sightings } from './sightings.ts'
import type { TextScan } from './text-scan.ts'

type RunSearch = (
  scan: TextScan,
  detector: PlannedDetector,
  search: Search,
  from: number,
  to: number
) => void

export function searchRaised(scan: TextScan, run: RunSearch): void {
  if (!mayRaise(scan)) return
  const digits = countDigits(scan)
  for (const detector of raisedIn(scan, digits)) {
    const { shapes, searches } = partsOf(scan.state, detector)
    for (const each of searches)
      if (each.digits <= digits) run(scan, detector, each.search, 0, scan.text.length)
    if (shapes !== null) runShapes(scan, detector, shapes, run)
  }
}

function mayRaise({ plan, evidence, named, list }: TextScan): boolean {
  if (evidence.raised.length > 0 || named.length > 0) return true
  for (let i = 0; i < list.length; i += STRIDE)
    if (list.items[i] === KIND_KEYWORD && raises(plan.useOf(list.items[i + 2] as number)))
      return true
  return false
}

function raises(use: KeywordUse): boolean {
  return use.raises.length > 0 || use.together.length > 0
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

/** In the order of the rules; those that want more digits than the text has are left out. */
function raisedIn(scan: TextScan, digits: number): readonly PlannedDetector[] {
  const raised: PlannedDetector[] = []
  const { risen } = scan.state
  scan.state.round++
  const raise = (detector: PlannedDetector | undefined): void => {
    if (detector === undefined || detector.leastDigits > digits) return
    if (risen[detector.index] === scan.state.round) return
    risen[detector.index] = scan.state.round
    raised.push(detector)
  }
  for (const detector of scan.evidence.raised) raise(detector)
  for (const { ids } of scan.named) for (const id of ids) raise(scan.plan.gatedByKey.get(id))
  raiseByWords(scan, raise)
  return raised.length < 2 ? raised : raised.sort((a, b) => a.index - b.index)
}

function raiseByWords(scan: TextScan, raise: (detector: PlannedDetector) => void): void {
  const { plan, sightings } = scan
  const { items, length } = scan.list
  const known = new Set<number>()
  for (let i = 0; i < length; i += STRIDE) {
    const id = items[i + 2] as number
    if (items[i] !== KIND_KEYWORD || known.has(id) || !raises(plan.useOf(id))) continue
    if (isInToken(sightings, items[i + 1] as number)) continue
    known.add(id)
    raiseBy(plan.useOf(id), sightings, raise)
  }
}

function raiseBy(
  { raises, together }: KeywordUse,
  sightings: Sightings,
  raise: (detector: PlannedDetector) => void
): void {
  for (const detector of raises) raise(detector)
  for (const { detector, group } of together)
    if (group.every((id) => isSighted(sightings, id))) raise(detector)
}
