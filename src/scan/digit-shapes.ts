/**
 * Which rules a digit run can concern, told from its shape.
 *
 * In: the searches that digit runs wake. Out: for a run in a text, those of them that can match a run of that shape.
 * Promise: no search is left out that could match. Logs repeat a few shapes without end (a version, a float, a time of
 * day); each is asked once, with every digit but the first turned into one that stands for any (rules/pattern/shape.ts).
 */
import { FOLDED_DIGIT, SHAPE_AFTER, SHAPE_BEFORE } from '../rules/rule.ts'
import type { DigitsWake } from './plan.ts'
import { createRunEdges, type RunEdges } from './run-edges.ts'
import { createRunLeads, type RunLeads } from './run-leads.ts'

export type DigitShapes = {
  /** `codes` are the units of a text of `length` units. */
  wakesOf(
    codes: Uint16Array,
    length: number,
    at: number,
    end: number,
    digits: number
  ): readonly DigitsWake[]
}

const NONE: readonly DigitsWake[] = []

type Known = { readonly shape: Uint16Array; readonly leads: RunLeads | null }
type Shaped = { readonly wake: DigitsWake; readonly shape: RegExp | null }

/** Longer runs are rare and have no end of shapes. */
const LONGEST_RUN = 48
const KNOWN_SHAPES = 4000
/** Shapes of as many digits between the same neighbours. */
const MOST_ALIKE = 8
const FOLDED = FOLDED_DIGIT.charCodeAt(0)

export function createDigitShapes(wakes: readonly DigitsWake[]): DigitShapes {
  // made at the first run of digits: a logger that starts has seen none
  let shaped: readonly Shaped[] | null = null
  let edges: RunEdges | null = null
  const known = createKnownShapes()
  return {
    wakesOf(codes, length, at, end, digits) {
      edges ??= createRunEdges(wakes)
      if (!edges.allow(codes, at, end, digits)) return NONE
      if (end - at > LONGEST_RUN) return wakes
      const from = at > SHAPE_BEFORE ? at - SHAPE_BEFORE : 0
      const to = end + SHAPE_AFTER < length ? end + SHAPE_AFTER : length
      const key = keyOf(codes, at, end, digits)
      const { leads } =
        known.find(key, codes, from, to, at) ??
        known.note(key, toKnown(edges, codes, from, to, at, end, digits))
      return leads === null ? NONE : leads.wakesOf(codes, at, end)
    }
  }

  /** Asks each search for a shape that was not met before. */
  function toKnown(
    allowed: RunEdges,
    codes: Uint16Array,
    from: number,
    to: number,
    at: number,
    end: number,
    digits: number
  ): Known {
    shaped ??= wakes.map(toShaped)
    const shape = shapeAt(codes, from, to, at)
    const found = shaped.filter(
      (each, index) =>
        allowed.allowsOne(index, codes, at, end, digits) && isPossible(each, shape, digits)
    )
    const leads = found.length === 0 ? null : createRunLeads(found.map((each) => each.wake))
    return { shape: unitsOf(shape), leads }
  }
}

type KnownShapes = {
  find(key: number, codes: Uint16Array, from: number, to: number, first: number): Known | undefined
  note(key: number, made: Known): Known
}

function createKnownShapes(): KnownShapes {
  const known = new Map<number, Known[]>()
  let count = 0
  return {
    find(key, codes, from, to, first) {
      const alike = known.get(key)
      if (alike !== undefined)
        for (const each of alike) if (isSame(each.shape, codes, from, to, first)) return each
      return undefined
    },
    note(key, made) {
      if (++count > KNOWN_SHAPES) {
        known.clear()
        count = 1
      }
      const alike = known.get(key)
      // the one that was met last is the likeliest
      if (alike === undefined) known.set(key, [made])
      else if (alike.unshift(made) > MOST_ALIKE) alike.pop()
      return made
    }
  }
}

function unitsOf(shape: string): Uint16Array {
  return Uint16Array.from({ length: shape.length }, (_, at) => shape.charCodeAt(at))
}

function toShaped(wake: DigitsWake): Shaped {
  return { wake, shape: wake.shape === undefined ? null : new RegExp(wake.shape, 'u') }
}

function isPossible({ wake, shape }: Shaped, text: string, digits: number): boolean {
  return digits >= wake.digits && (shape?.test(text) ?? true)
}

/** What stands for a digit must itself be no digit: a DEL of the text is told as another control character. */
const FOLD = Uint16Array.from({ length: 0x10000 }, (_, code) =>
  code >= 48 && code <= 57 ? FOLDED : code === FOLDED ? 1 : code
)

/** What of a shape is told without a look over its units. */
function keyOf(codes: Uint16Array, at: number, end: number, digits: number): number {
  const neighbours = (((codes[at - 1] as number) & 127) << 7) | ((codes[end] as number) & 127)
  return (((((neighbours << 4) | ((codes[at] as number) & 15)) << 6) | digits) << 6) | (end - at)
}

function shapeAt(codes: Uint16Array, from: number, to: number, first: number): string {
  let shape = ''
  for (let i = from; i < to; i++)
    shape += String.fromCharCode((i === first ? codes[i] : FOLD[codes[i] as number]) as number)
  return shape
}

function isSame(
  shape: Uint16Array,
  codes: Uint16Array,
  from: number,
  to: number,
  first: number
): boolean {
  if (shape.length !== to - from || shape[first - from] !== codes[first]) return false
  for (let i = from; i < first; i++) if (shape[i - from] !== FOLD[codes[i] as number]) return false
  for (let i = first + 1; i < to; i++)
    if (shape[i - from] !== FOLD[codes[i] as number]) return false
  return true
}
