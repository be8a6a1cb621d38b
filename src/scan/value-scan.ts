/**
 * One exact scan of a line or text, while it runs.
 *
 * In: a plan's state, the user's paths. Out: the located hits, as they are found.
 */

import type { Leaf, Located } from './located.ts'
import type { PathMatcher } from './paths.ts'
import type { Place } from './place.ts'
import type { Plan } from './plan.ts'
import type { ScanState } from './scan-state.ts'
import type { View } from './view.ts'

export type ValueScan = {
  readonly plan: Plan
  readonly state: ScanState
  readonly paths: PathMatcher | null
  readonly located: Located[]
  /** What is scanned now, if what is found there can be looked at again by itself. */
  leaf: Leaf | null
  /** Scans what was decoded: the walk over a document and the look into a text call each other. */
  readonly scanView: (scan: ValueScan, view: View, place: Place) => void
}
