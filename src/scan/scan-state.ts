/**
 * What the exact scan keeps from line to line: buffers, and what it knows of names and shapes.
 *
 * In: a plan. Out: its state. Promise: bounded, and nothing of a value is remembered.
 */

import { type CandidateList, createCandidateList } from './candidate-list.ts'
import { createDigitShapes, type DigitShapes } from './digit-shapes.ts'
import type { Evidence } from './evidence.ts'
import { createTape, type Tape } from './json-tape.ts'
import { createKeyCache, type KeyCache } from './key-facts.ts'
import type { Plan, PlannedDetector } from './plan.ts'
import type { Search } from './regex-engine.ts'
import { toDigitsWakes } from './wakes.ts'

export type ScanState = {
  readonly plan: Plan
  readonly keys: KeyCache
  readonly shapes: DigitShapes
  /** Of the text that is scanned now: a scan of a text never begins inside another's. */
  readonly list: CandidateList
  /** One of each for a document in a document. */
  readonly levels: Level[]
  depth: number
  /** For each detector that needs evidence, by its index. */
  readonly parts: (GatedParts | undefined)[]
  /** For each detector, the number of the text in which evidence last spoke for it; the number of the text. */
  readonly risen: Float64Array
  round: number
  /** Under which evidence nothing is found in which of our tokens. */
  readonly quiet: Map<Evidence, Set<string>>
}

export type Level = { readonly list: CandidateList; readonly tape: Tape }

/** A detector's searches that digit runs wake, and those that must search the text, with the fewest digits of a match. */
export type GatedParts = {
  readonly shapes: DigitShapes | null
  readonly searches: readonly { readonly search: Search; readonly digits: number }[]
}

export function createScanState(plan: Plan): ScanState {
  return {
    plan,
    keys: createKeyCache(plan),
    shapes: lazyShapes(plan),
    list: createCandidateList(),
    levels: [],
    depth: 0,
    parts: [],
    risen: new Float64Array(plan.size),
    round: 0,
    quiet: new Map()
  }
}

/** Made at the first run of digits: the rules are read for it. */
function lazyShapes(plan: Plan): DigitShapes {
  let shapes: DigitShapes | null = null
  return {
    wakesOf(codes, length, at, end, digits) {
      shapes ??= createDigitShapes(plan.digits)
      return shapes.wakesOf(codes, length, at, end, digits)
    }
  }
}

const STATES = new WeakMap<Plan, ScanState>()

export function stateOf(plan: Plan): ScanState {
  const known = STATES.get(plan)
  if (known !== undefined) return known
  const state = createScanState(plan)
  STATES.set(plan, state)
  return state
}

export function levelOf({ levels, depth }: ScanState): Level {
  const known = levels[depth]
  if (known !== undefined) return known
  const level = { list: createCandidateList(), tape: createTape() }
  levels[depth] = level
  return level
}

export function partsOf({ parts }: ScanState, detector: PlannedDetector): GatedParts {
  const known = parts[detector.index]
  if (known !== undefined) return known
  const made = toParts(detector)
  parts[detector.index] = made
  return made
}

function toParts(detector: PlannedDetector): GatedParts {
  const wakes = toDigitsWakes(detector)
  const woken = new Set(wakes.map((wake) => wake.search))
  const searches = detector.patterns
    .filter(({ search }) => !woken.has(search))
    .map(({ search, anchor }) => ({
      search,
      digits: anchor.kind === 'digits' ? anchor.digits : 0
    }))
  return { shapes: wakes.length === 0 ? null : createDigitShapes(wakes), searches }
}
