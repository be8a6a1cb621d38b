/**
 * Which rules the neighbours of a digit run leave possible: the look before its shape.
 *
 * In: the searches that digit runs wake. Out: for a run, whether any of them can match. Promise: sound, and a few loads a
 * run: the runs inside of UUIDs and hashes have no end of shapes, and nearly all of them stand next to a letter.
 */
import { toUnits } from './ascii-class.ts'
import type { DigitsWake } from './plan.ts'

export type RunEdges = {
  allow(codes: Uint16Array, at: number, end: number, digits: number): boolean
}

const CODES = 128
/** More digits than this allow what this many do. */
const MOST_DIGITS = 40
const BACKSLASH = 92
const NEWLINE = 10

/** Sets of searches as bits: for each code before the digits, behind the run, and for each number of digits. */
export function createRunEdges(wakes: readonly DigitsWake[]): RunEdges {
  const words = Math.max(1, Math.ceil(wakes.length / 32))
  const ahead = toSets(wakes, words, CODES, ({ edges }) => member(edges?.ahead))
  const behind = toSets(wakes, words, CODES, ({ edges }) => member(edges?.behind))
  const counts = toSets(wakes, words, MOST_DIGITS + 1, (wake) => (count) => count >= wake.digits)
  const possible = new Int32Array(words)
  return { allow }

  function allow(codes: Uint16Array, at: number, end: number, digits: number): boolean {
    if (!fill(codes[end] as number, Math.min(digits, MOST_DIGITS))) return false
    if (at === 0 || meetsBefore(codes, at)) return true
    // a match begins at the first digit of the run, or behind a separator in it
    for (let i = at + 1; i < end; i++) {
      const code = codes[i] as number
      if ((code < 48 || code > 57) && meets(code)) return true
    }
    return false
  }

  /** What the number of digits and the unit behind them leave possible; false: nothing. */
  function fill(next: number, digits: number): boolean {
    let any = 0
    for (let word = 0; word < words; word++) {
      let set = counts[digits * words + word] as number
      if (next < CODES) set &= behind[next * words + word] as number
      possible[word] = set
      any |= set
    }
    return any !== 0
  }

  function meets(code: number): boolean {
    if (code >= CODES) return true
    for (let word = 0; word < words; word++)
      if (((possible[word] as number) & (ahead[code * words + word] as number)) !== 0) return true
    return false
  }

  /** The letter of an escape such as `\n` counts as the white space it means. */
  function meetsBefore(codes: Uint16Array, at: number): boolean {
    return meets(codes[at - 1] as number) || (codes[at - 2] === BACKSLASH && meets(NEWLINE))
  }
}

function toSets(
  wakes: readonly DigitsWake[],
  words: number,
  size: number,
  membership: (wake: DigitsWake) => (index: number) => boolean
): Int32Array {
  const sets = new Int32Array(size * words)
  for (const [at, wake] of wakes.entries()) {
    const has = membership(wake)
    for (let index = 0; index < size; index++)
      if (has(index)) {
        const word = index * words + (at >> 5)
        sets[word] = (sets[word] as number) | (1 << (at & 31))
      }
  }
  return sets
}

function member(source: string | null | undefined): (code: number) => boolean {
  const units = toUnits(source)
  return units === null ? () => true : (code) => units[code] === 1
}
