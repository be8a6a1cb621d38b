/**
 * Which rules the neighbours of a digit run leave possible: the look before its shape.
 *
 * In: the searches that digit runs wake. Out: for a run, whether any of them can match. Promise: sound, and a few loads a
 * run: the runs inside of UUIDs and hashes have no end of shapes, and nearly all of them stand next to a letter.
 */
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
  return { allow }

  function allow(codes: Uint16Array, at: number, end: number, digits: number): boolean {
    const count = Math.min(digits, MOST_DIGITS) * words
    const next = codes[end] as number
    for (let word = 0; word < words; word++) {
      let set = counts[count + word] as number
      if (next < CODES) set &= behind[next * words + word] as number
      if (set !== 0 && (set & startsOf(codes, at, end, word)) !== 0) return true
    }
    return false
  }

  /** A match begins at the first digit of the run, or behind a separator in it. */
  function startsOf(codes: Uint16Array, at: number, end: number, word: number): number {
    let set = at === 0 ? -1 : setBefore(codes, at, word)
    for (let i = at + 1; i < end && set !== -1; i++) {
      const code = codes[i] as number
      if (code < 48 || code > 57) set |= code < CODES ? (ahead[code * words + word] as number) : -1
    }
    return set
  }

  /** The letter of an escape such as `\\n` counts as the white space it means. */
  function setBefore(codes: Uint16Array, at: number, word: number): number {
    const code = codes[at - 1] as number
    if (code >= CODES) return -1
    const set = ahead[code * words + word] as number
    return codes[at - 2] === BACKSLASH ? set | (ahead[NEWLINE * words + word] as number) : set
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
  if (source === null || source === undefined) return () => true
  const regex = new RegExp(source, 'u')
  return (code) => regex.test(String.fromCharCode(code))
}
