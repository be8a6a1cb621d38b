/**
 * What the first pass remembers while it looks at one line.
 *
 * In: a plan. Out: buffers and notes, reset from line to line without letting go of their memory.
 */
import { lazyUnits } from './ascii-class.ts'
import type { CandidateList } from './candidate-list.ts'
import { type Covered, createCovered } from './covered.ts'
import { createDigitShapes, type DigitShapes } from './digit-shapes.ts'
import { createKnownTexts, type KnownTexts } from './known-texts.ts'
import { createNameVerdicts, type NamedVerdict, type NameVerdicts } from './name-verdicts.ts'
import type { Plan, PlannedDetector, Raise, WordWake } from './plan.ts'
import type { Search } from './regex-engine.ts'
import { toDigitsWakes } from './wakes.ts'

export type LineState = {
  readonly plan: Plan
  /** One list for each depth of decoding. */
  readonly lists: CandidateList[]
  /** For each keyword, the number of the line in which it was last seen. */
  readonly seen: Uint32Array
  /** For each detector, the number of the line in which evidence last spoke for it. */
  readonly risen: Uint32Array
  readonly raised: PlannedDetector[]
  /** Context of several words, of which the longest was seen. */
  readonly pending: Raise[]
  readonly names: NameVerdicts
  /** For each keyword, what it asks for; 0 where that is not known yet. */
  readonly asks: Uint8Array
  /** Made when the first word with digits is seen. */
  words: readonly WordWakes[] | null
  readonly shapes: DigitShapes
  /** For each detector that needs evidence, by its index: what digit runs wake of it, and what must search the text. */
  readonly gatedParts: { get(index: number): GatedParts }
  /** For each search that an `@` wakes: words around one in which it found nothing, with what stands beside them. */
  readonly refusedAddresses: KnownTexts<true>[]
  /** Texts that were decoded from the line. */
  readonly texts: Set<string>
  /** The pass over such a text, for those that decode. */
  readonly holds: (state: LineState, text: string | null, depth: number) => boolean
  /** How many more units may be decoded. */
  budget: number
  /** Names that hold an object, so that `card: { number }` is read as card number. */
  readonly parents: NamedVerdict[]
  readonly span: NameSpan
  readonly context: ContextSpan
  /** Where context words had their detectors looked for. */
  readonly covered: Covered
  readonly runs: Runs
  /** For each search that an `@` wakes: how far the text it must hold was looked for, and where it stood last. */
  readonly held: { upTo: number; last: number }[]
  readonly string: StringSpan
  line: number
  /** A name stood where a column of an INSERT stands; the word VALUES was seen. */
  columns: boolean
  values: boolean
}

/** The characters of a name around the candidate that was looked at last: each word in it leads there again. */
export type NameSpan = { start: number; end: number; judged: boolean }

/** Where the digit runs of the text stand in its list, noted when first asked for. */
export type Runs = { indexes: Int32Array; count: number; isNoted: boolean }

/** The string around the context word that was looked at last, which stood at `seen`: between quotes that are not escaped. */
export type ContextSpan = { start: number; end: number; seen: number }

/** Where the JSON string around that candidate was seen to end and begin, as far as it was looked through. */
export type StringSpan = {
  /** No quote stands in [from, to); one stands at `to`, or the text ends there. */
  from: number
  to: number
  /** No quote stands in [start, upTo); one stands before `start`, or that is as far as was looked. */
  start: number
  upTo: number
  /** The closing quote of the string that was judged as a whole, and where that began. */
  judgedEnd: number
  judgedStart: number
}

/** Searches that the same letters before digits wake, and that the same look can refuse. */
export type WordWakes = Pick<WordWake, 'leastLetters' | 'mostLetters' | 'look'> & {
  readonly wakes: readonly WordWake[]
}

/** The searches of words with digits, put together when the first is seen. */
export function wordsOf(state: LineState): readonly WordWakes[] {
  state.words ??= toWordWakes(state.plan.words)
  return state.words
}

function toWordWakes(wakes: readonly WordWake[]): readonly WordWakes[] {
  const groups: (WordWakes & { readonly wakes: WordWake[] })[] = []
  for (const wake of wakes) {
    const { leastLetters, mostLetters, look } = wake
    const group = groups.find(
      (each) =>
        each.look === look && each.leastLetters === leastLetters && each.mostLetters === mostLetters
    )
    if (group === undefined) groups.push({ leastLetters, mostLetters, look, wakes: [wake] })
    else group.wakes.push(wake)
  }
  return groups
}

export type GatedParts = {
  readonly shapes: DigitShapes | null
  readonly searches: readonly GatedSearch[]
}

/** A search that no digits wake; `within`: for each ASCII code, whether it can be in a match. */
export type GatedSearch = { readonly search: Search; readonly within: (() => Uint8Array) | null }

function toParts(detector: PlannedDetector): GatedParts {
  const wakes = toDigitsWakes(detector)
  const woken = new Set(wakes.map((wake) => wake.search))
  return {
    shapes: wakes.length === 0 ? null : createDigitShapes(wakes),
    searches: detector.patterns
      .filter(({ search }) => !woken.has(search))
      .map(({ search, within }) => ({ search, within: lazyUnits(within) }))
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

const KNOWN_ADDRESSES = 1024

/** Where a search that an `@` wakes is remembered to have found nothing. */
export function refusedBy({ refusedAddresses }: LineState, index: number): KnownTexts<true> {
  const known = refusedAddresses[index] ?? createKnownTexts<true>(KNOWN_ADDRESSES)
  refusedAddresses[index] = known
  return known
}

/** How far its text was looked for. */
export function heldBy({ held }: LineState, index: number): { upTo: number; last: number } {
  const known = held[index] ?? { upTo: 0, last: -1 }
  held[index] = known
  return known
}

export function createLineState(plan: Plan, holds: LineState['holds']): LineState {
  return {
    plan,
    lists: [],
    seen: new Uint32Array(plan.keywords),
    risen: new Uint32Array(plan.size),
    raised: [],
    pending: [],
    names: createNameVerdicts(plan),
    asks: new Uint8Array(plan.keywords),
    words: null,
    shapes: lazyShapes(plan),
    gatedParts: lazyParts(plan),
    refusedAddresses: [],
    texts: new Set(),
    holds,
    budget: 0,
    parents: [],
    span: { start: 0, end: 0, judged: false },
    context: { start: 0, end: -1, seen: 0 },
    runs: { indexes: new Int32Array(64), count: 0, isNoted: false },
    covered: createCovered(plan.size),
    held: [],
    string: { from: 0, to: -1, start: 0, upTo: 0, judgedEnd: -1, judgedStart: -1 },
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
  if (state.texts.size !== 0) state.texts.clear()
  if (state.parents.length !== 0) state.parents.length = 0
  state.columns = false
  state.values = false
  forgetPlaces(state)
}

/** Another text is looked at: what is known of places is of the one before. */
export function forgetPlaces({ span, string, context, covered, held, runs }: LineState): void {
  runs.isNoted = false
  span.end = 0
  context.seen = 0
  context.start = 0
  context.end = -1
  covered.forget()
  held.forEach((each) => {
    each.upTo = 0
    each.last = -1
  })
  string.from = 0
  string.to = -1
  string.start = 0
  string.upTo = 0
  string.judgedEnd = -1
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
