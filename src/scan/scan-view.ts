/**
 * The exact scan of a text, whatever it is.
 *
 * In: a view and its place. Out: located hits. Promise: decoding is bounded in depth.
 */
import { collectCandidates } from './candidates.ts'
import type { PathMatcher } from './paths.ts'
import type { Place } from './place.ts'
import type { Plan } from './plan.ts'
import { mayBeDocument, scanDocument } from './scan-document.ts'
import { MAX_LAYERS, scanPlain } from './scan-plain.ts'
import { stateOf } from './scan-state.ts'
import type { ValueScan } from './value-scan.ts'
import type { View } from './view.ts'

export function startScan(plan: Plan, paths: PathMatcher | null): ValueScan {
  const state = stateOf(plan)
  // a scan that threw left it anywhere
  state.depth = 0
  return { plan, state, paths, located: [], leaf: null, scanView }
}

/** Scans a text: as JSON if it is a document, else as text; then what is encoded in it. */
export function scanView(scan: ValueScan, view: View, place: Place): void {
  const isShallow = view.layers.length <= MAX_LAYERS
  if (isShallow && mayBeDocument(view.text) && scanDocument(scan, view, place)) return
  const { list } = scan.state
  collectCandidates(view.text, 0, false, scan.plan.candidates, list)
  scanPlain(scan, view, place, list)
}
