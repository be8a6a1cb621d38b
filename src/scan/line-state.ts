/**
 * What the first pass remembers while it looks at one line.
 *
 * In: a plan. Out: buffers and notes, reset from line to line without letting go of their memory.
 */

import type { CompiledKeyRule } from '../rules/rule.ts'
import type { CandidateList } from './candidate-list.ts'
import { createDigitShapes, type DigitShapes } from './digit-shapes.ts'
import type { Plan, PlannedDetector } from './plan.ts'
import type { Search } from './regex-engine.ts'
import type { WordGroup } from './vocabulary.ts'
import { toDigitsWakes } from './wakes.ts'

/** What a name says: key rules that judge its value, detectors that it raises. */
export type NameVerdict = {
  readonly rules: readonly CompiledKeyRule[]
  readonly raised: readonly PlannedDetector[]
}

type KnownName = { readonly name: string; readonly verdict: NameVerdict }

export type LineState = {
  readonly plan: Plan
  /** One list for each depth of decoding. */
  readonly lists: CandidateList[]
  /** For each keyword, the number of the line in which it was last seen. */
  readonly seen: Uint32Array
  /** For each detector, the number of the line in which evidence last spoke for it. */
  readonly risen: Uint32Array
  readonly raised: PlannedDetector[]
  /** Context of several words, of which one was seen. */
  readonly pending: { readonly detector: PlannedDetector; readonly group: WordGroup }[]
  readonly verdicts: Map<string, NameVerdict>
  /** The same by hash of the name. */
  readonly known: Map<number, KnownName>
  /** Verdicts of names under the names of objects that hold them, by that name and a hash of their own. */
  readonly joined: Map<string, Map<number, KnownName>>
  readonly shapes: DigitShapes
  /** For each detector that needs evidence, by its index: what digit runs wake of it, and what must search the text. */
  readonly gatedParts: { get(index: number): GatedParts | undefined }
  /** Every text that was looked at: the line itself and what was decoded from it. */
  readonly texts: string[]
  /** Names that hold an object, so that `card: { number }` is read as card number. */
  readonly parents: string[]
  /** Where the key stands that was looked at last, and in which text: each word in it leads there again. */
  keyText: string
  keyStart: number
  line: number
  /** A name stood where a column of an INSERT stands; the word VALUES was seen. */
  columns: boolean
  values: boolean
}

export type GatedParts = {
  readonly shapes: DigitShapes | null
  readonly searches: readonly Search[]
}

function toParts(detector: PlannedDetector): GatedParts {
  const wakes = toDigitsWakes(detector)
  const woken = new Set(wakes.map((wake) => wake.search))
  return {
    shapes: wakes.length === 0 ? null : createDigitShapes(wakes),
    searches: detector.patterns.map(({ search }) => search).filter((search) => !woken.has(search))
  }
}

/** Made at the first run of digits, and for a detector when evidence first speaks for it: their rules are read for it. */
function lazyShapes(plan: Plan): DigitShapes {
  let shapes: DigitShapes | null = null
  return {
    wakesOf(codes, length, at, end, digits) {
      shapes ??= createDigitShapes(plan.digits)
      return shapes.wakesOf(codes, length, at, end, digits)
    }
  }
}

function lazyParts(plan: Plan): LineState['gatedParts'] {
  const known = new Map<number, GatedParts>()
  return {
    get(index) {
      const parts = known.get(index) ?? toParts(plan.detectorAt(index))
      known.set(index, parts)
      return parts
    }
  }
}

/** Keys repeat from line to line; a service has fewer of them than this. */
const KNOWN_NAMES = 4000

export function createLineState(plan: Plan): LineState {
  return {
    plan,
    lists: [],
    seen: new Uint32Array(plan.keywords),
    risen: new Uint32Array(plan.size),
    raised: [],
    pending: [],
    verdicts: new Map(),
    known: new Map(),
    joined: new Map(),
    shapes: lazyShapes(plan),
    gatedParts: lazyParts(plan),
    texts: [],
    parents: [],
    keyText: '',
    keyStart: -1,
    line: 0,
    columns: false,
    values: false
  }
}

export function resetLine(state: LineState): void {
  state.line++
  // writing a length costs a runtime call even where it is 0 already
  if (state.raised.length !== 0) state.raised.length = 0
  if (state.pending.length !== 0) state.pending.length = 0
  if (state.texts.length !== 0) state.texts.length = 0
  if (state.parents.length !== 0) state.parents.length = 0
  state.columns = false
  state.values = false
  state.keyStart = -1
}

/** Evidence speaks for a detector: it will search all texts of the line. */
export function rise(state: LineState, detector: PlannedDetector): void {
  if (state.risen[detector.index] === state.line) return
  state.risen[detector.index] = state.line
  state.raised.push(detector)
}

/** A keyword was seen: what it raises together with others is decided at the end of the line. */
export function see(state: LineState, id: number): void {
  if (state.seen[id] === state.line) return
  state.seen[id] = state.line
  const { together } = state.plan.useOf(id)
  for (const raise of together) state.pending.push(raise)
}

/**
 * The verdict of the name that stands at [start, end). Keys repeat: they are known again by a hash over their units
 * (FNV-1a), so that no string is made of them; two names of one hash are told apart by their letters.
 */
export function verdictAt(
  state: LineState,
  codes: Uint16Array,
  start: number,
  end: number
): NameVerdict {
  return knownAt(state.known, codes, start, end, (name) => verdictOf(state, name)).verdict
}

/** The name that stands at [start, end), the same string each time. */
export function nameAt(state: LineState, codes: Uint16Array, start: number, end: number): string {
  return knownAt(state.known, codes, start, end, (name) => verdictOf(state, name)).name
}

/** The verdict of the name at [start, end) under the name of the object that holds it. */
export function joinedVerdictAt(
  state: LineState,
  parent: string,
  codes: Uint16Array,
  start: number,
  end: number
): NameVerdict {
  let names = state.joined.get(parent)
  if (names === undefined) {
    if (state.joined.size >= KNOWN_NAMES) state.joined.clear()
    names = new Map()
    state.joined.set(parent, names)
  }
  return knownAt(names, codes, start, end, (name) =>
    without(verdictOf(state, `${parent}.${name}`), verdictOf(state, name))
  ).verdict
}

/** What a name says under another beyond what it says by itself, which was looked at already. */
function without(joined: NameVerdict, own: NameVerdict): NameVerdict {
  const rules = joined.rules.filter((rule) => !own.rules.includes(rule))
  const raised = joined.raised.filter((detector) => !own.raised.includes(detector))
  return rules.length === 0 && raised.length === 0 ? SILENT : { rules, raised }
}

function knownAt(
  names: Map<number, KnownName>,
  codes: Uint16Array,
  start: number,
  end: number,
  judge: (name: string) => NameVerdict
): KnownName {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (codes[i] as number), 0x01000193)
  const known = names.get(hash)
  if (known !== undefined && isSame(known.name, codes, start, end)) return known
  const name = String.fromCharCode(...codes.subarray(start, end))
  if (names.size >= KNOWN_NAMES) names.clear()
  const made = { name, verdict: judge(name) }
  names.set(hash, made)
  return made
}

function isSame(name: string, codes: Uint16Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== codes[start + i]) return false
  return true
}

export function verdictOf(state: LineState, name: string): NameVerdict {
  const known = state.verdicts.get(name)
  if (known !== undefined) return known
  const { plan } = state
  const ids = plan.keyMatcher.match(name)
  const rules = ids.flatMap((id) => plan.keyRules.get(id) ?? [])
  const raised = ids.flatMap((id) => plan.gatedByKey.get(id) ?? [])
  const verdict = rules.length === 0 && raised.length === 0 ? SILENT : { rules, raised }
  if (state.verdicts.size >= KNOWN_NAMES) state.verdicts.clear()
  state.verdicts.set(name, verdict)
  return verdict
}

export const SILENT: NameVerdict = Object.freeze({ rules: [], raised: [] })
