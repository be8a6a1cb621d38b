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
  /** The same of one search, by its place among them. */
  allowsOne(index: number, codes: Uint16Array, at: number, end: number, digits: number): boolean
}

const CODES = 128
/** More digits than this allow what this many do. */
const MOST_DIGITS = 40
const BACKSLASH = 92
const NEWLINE = 10

/** A few loads a run: neighbours that the rules cannot tell apart are one class, and what a pair of them allows is known after the first time. */
export function createRunEdges(wakes: readonly DigitsWake[]): RunEdges {
  const sets = toEdgeSets(wakes)
  const { words, ahead, behind } = sets
  const known = new Uint8Array(ahead.size * behind.size * (MOST_DIGITS + 1))
  return {
    allow: (codes, at, end, digits) => stands(meets, codes, at, end, digits),
    allowsOne: (index, codes, at, end, digits) =>
      stands(
        (before, next, count) =>
          before >= CODES ||
          next >= CODES ||
          (setOf(
            sets,
            ahead.classOf[before] as number,
            behind.classOf[next] as number,
            count,
            index >> 5
          ) &
            (1 << (index & 31))) !==
            0,
        codes,
        at,
        end,
        digits
      )
  }

  function meets(before: number, next: number, count: number): boolean {
    // what is beyond ASCII is told nothing of
    if (before >= CODES || next >= CODES) return true
    const left = ahead.classOf[before] as number
    const right = behind.classOf[next] as number
    const index = (left * behind.size + right) * (MOST_DIGITS + 1) + count
    if (known[index] === 0) known[index] = overlap(left, right, count) ? YES : NO
    return known[index] === YES
  }

  function overlap(left: number, right: number, count: number): boolean {
    for (let word = 0; word < words; word++)
      if (setOf(sets, left, right, count, word) !== 0) return true
    return false
  }
}

type EdgeSets = {
  readonly words: number
  readonly ahead: Classes
  readonly behind: Classes
  /** By number of digits. */
  readonly counts: Int32Array
}

function toEdgeSets(wakes: readonly DigitsWake[]): EdgeSets {
  const words = Math.max(1, Math.ceil(wakes.length / 32))
  return {
    words,
    ahead: toClasses(
      toSets(wakes, words, CODES, ({ edges }) => member(edges?.ahead)),
      words
    ),
    behind: toClasses(
      toSets(wakes, words, CODES, ({ edges }) => member(edges?.behind)),
      words
    ),
    counts: toSets(wakes, words, MOST_DIGITS + 1, (wake) => (count) => count >= wake.digits)
  }
}

function setOf(
  { words, ahead, behind, counts }: EdgeSets,
  left: number,
  right: number,
  count: number,
  word: number
): number {
  return (
    (ahead.sets[left * words + word] as number) &
    (behind.sets[right * words + word] as number) &
    (counts[count * words + word] as number)
  )
}

type Meets = (before: number, next: number, count: number) => boolean

function stands(
  meets: Meets,
  codes: Uint16Array,
  at: number,
  end: number,
  digits: number
): boolean {
  const count = digits < MOST_DIGITS ? digits : MOST_DIGITS
  const next = codes[end] as number
  if (at === 0 || meets(codes[at - 1] as number, next, count)) return true
  // the letter of an escape such as `\n` counts as the white space it means
  if (codes[at - 2] === BACKSLASH && meets(NEWLINE, next, count)) return true
  // a match begins at the first digit of the run, or behind a separator in it
  if (digits === end - at) return false
  for (let i = at + 1; i < end; i++) {
    const code = codes[i] as number
    if ((code < 48 || code > 57) && meets(code, next, count)) return true
  }
  return false
}

const YES = 1
const NO = 2

type Classes = { readonly classOf: Uint8Array; readonly size: number; readonly sets: Int32Array }

/** Codes of one and the same set are a class. */
function toClasses(sets: Int32Array, words: number): Classes {
  const classOf = new Uint8Array(CODES)
  const classes = new Map<string, number>()
  const distinct: number[] = []
  for (let code = 0; code < CODES; code++) {
    const set = sets.subarray(code * words, (code + 1) * words)
    const key = set.join()
    if (!classes.has(key)) {
      classes.set(key, classes.size)
      distinct.push(...set)
    }
    classOf[code] = classes.get(key) as number
  }
  return { classOf, size: classes.size, sets: Int32Array.from(distinct) }
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
