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

type Known = { readonly shape: string; readonly wakes: readonly DigitsWake[] }
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
      if (entry !== undefined && isSame(entry.shape, codes, from, to, at)) return entry.wakes
      const shape = shapeAt(codes, from, to, at)
      shaped ??= wakes.map(toShaped)
      const found = shaped.filter((each) => isPossible(each, shape, digits))
      if (known.size >= KNOWN_SHAPES) known.clear()
      const answer = { shape, wakes: found.map((each) => each.wake) }
      known.set(hash, answer)
      return answer.wakes
    }
  }
}

function toShaped(wake: DigitsWake): Shaped {
  return { wake, shape: wake.shape === undefined ? null : new RegExp(wake.shape, 'u') }
}

function isPossible({ wake, shape }: Shaped, text: string, digits: number): boolean {
  return digits >= wake.digits && (shape?.test(text) ?? true)
}

/** What stands for a digit must itself be no digit: a DEL of the text is told as another control character. */
function fold(code: number): number {
  return code >= 48 && code <= 57 ? FOLDED : code === FOLDED ? 1 : code
}

/** FNV-1a over the units, digits but the one at `first` folded. */
function hashOf(codes: Uint16Array, from: number, to: number, first: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++)
    hash = Math.imul(
      hash ^ (i === first ? (codes[i] as number) : fold(codes[i] as number)),
      0x01000193
    )
  return hash
}

function shapeAt(codes: Uint16Array, from: number, to: number, first: number): string {
  let shape = ''
  for (let i = from; i < to; i++)
    shape += String.fromCharCode(i === first ? (codes[i] as number) : fold(codes[i] as number))
  return shape
}

function isSame(
  shape: string,
  codes: Uint16Array,
  from: number,
  to: number,
  first: number
): boolean {
  if (shape.length !== to - from) return false
  for (let i = from; i < to; i++) {
    const code = codes[i] as number
    if (shape.charCodeAt(i - from) !== (i === first ? code : fold(code))) return false
  }
  return true
}
