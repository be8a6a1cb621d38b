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
const FOLDED = FOLDED_DIGIT.charCodeAt(0)

export function createDigitShapes(wakes: readonly DigitsWake[]): DigitShapes {
  // made at the first run of digits: a logger that starts has seen none
  let shaped: readonly Shaped[] | null = null
  let edges: RunEdges | null = null
  const known = new Map<number, Known>()
  return {
    wakesOf(codes, length, at, end, digits) {
      edges ??= createRunEdges(wakes)
      if (!edges.allow(codes, at, end, digits)) return NONE
      if (end - at > LONGEST_RUN) return wakes
      const from = at > SHAPE_BEFORE ? at - SHAPE_BEFORE : 0
      const to = end + SHAPE_AFTER < length ? end + SHAPE_AFTER : length
      const hash = hashOf(codes, from, to, at)
      const entry = known.get(hash)
      if (entry !== undefined && isSame(entry.shape, codes, from, to, at))
        return entry.leads === null ? NONE : entry.leads.wakesOf(codes, at, end)
      return leadsOf(hash, shapeAt(codes, from, to, at), digits)?.wakesOf(codes, at, end) ?? NONE
    }
  }

  /** Asks each search for a shape that was not met before. */
  function leadsOf(hash: number, shape: string, digits: number): RunLeads | null {
    shaped ??= wakes.map(toShaped)
    const found = shaped.filter((each) => isPossible(each, shape, digits))
    const leads = found.length === 0 ? null : createRunLeads(found.map((each) => each.wake))
    if (known.size >= KNOWN_SHAPES) known.clear()
    known.set(hash, { shape: unitsOf(shape), leads })
    return leads
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
const FOLD = Uint8Array.from({ length: 128 }, (_, code) =>
  code >= 48 && code <= 57 ? FOLDED : code === FOLDED ? 1 : code
)

function fold(code: number): number {
  return code < 128 ? (FOLD[code] as number) : code
}

/** FNV-1a over the units, digits but the one at `first` folded. */
function hashOf(codes: Uint16Array, from: number, to: number, first: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < first; i++) hash = Math.imul(hash ^ fold(codes[i] as number), 0x01000193)
  hash = Math.imul(hash ^ (codes[first] as number), 0x01000193)
  for (let i = first + 1; i < to; i++) hash = Math.imul(hash ^ fold(codes[i] as number), 0x01000193)
  return hash
}

function shapeAt(codes: Uint16Array, from: number, to: number, first: number): string {
  let shape = ''
  for (let i = from; i < to; i++)
    shape += String.fromCharCode(i === first ? (codes[i] as number) : fold(codes[i] as number))
  return shape
}

function isSame(
  shape: Uint16Array,
  codes: Uint16Array,
  from: number,
  to: number,
  first: number
): boolean {
  if (shape.length !== to - from) return false
  if (shape[first - from] !== codes[first]) return false
  for (let i = from; i < to; i++)
    if (shape[i - from] !== fold(codes[i] as number) && i !== first) return false
  return true
}
