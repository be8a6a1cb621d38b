/**
 * Which rules the digits of a run leave possible: the look behind its shape, which knows only the first of them.
 *
 * In: the searches that runs of one shape wake. Out: for a run, those that can match its digits. Promise: sound, and a
 * load a digit: an epoch in milliseconds has the shape of a dozen identifiers, and next to never their month and day.
 */
import type { DigitsWake } from './plan.ts'

export type RunLeads = {
  /** `codes` are the units of a text in which a run stands at [at, end). */
  wakesOf(codes: Uint16Array, at: number, end: number): readonly DigitsWake[]
}

/** Two words of bits, together an exact number; what has more ways is always possible. */
const BITS = 26
const LONGEST_LEAD = 16
const WORD = 10 * LONGEST_LEAD

export function createRunLeads(wakes: readonly DigitsWake[]): RunLeads {
  const table = new Int32Array(2 * WORD).fill(-1)
  const bits = new Int32Array(2 * wakes.length)
  let ways = 0
  for (const [index, { lead }] of wakes.entries()) {
    if (lead === undefined || ways + lead.length > 2 * BITS) continue
    for (const way of lead) {
      const word = ways < BITS ? 0 : 1
      const bit = 1 << (ways++ % BITS)
      bits[2 * index + word] = (bits[2 * index + word] as number) | bit
      place(table, word * WORD, way, bit)
    }
  }
  const low = 2 ** Math.min(ways, BITS) - 1
  const high = 2 ** Math.max(0, ways - BITS) - 1
  const known = new Map<number, readonly DigitsWake[]>()
  return {
    wakesOf(codes, at, end) {
      const first = possibleIn(table, 0, low, codes, at, end)
      const second = high === 0 ? 0 : possibleIn(table, WORD, high, codes, at, end)
      const key = first + second * 2 ** BITS
      const answer = known.get(key)
      if (answer !== undefined) return answer
      if (known.size >= KNOWN_ANSWERS) known.clear()
      const found = wakes.filter((_, index) => {
        const [own, more] = [bits[2 * index] as number, bits[2 * index + 1] as number]
        return (own | more) === 0 || ((own & first) | (more & second)) !== 0
      })
      known.set(key, found)
      return found
    }
  }
}

const KNOWN_ANSWERS = 200

/** Two characters to base 32 for each digit of a way, see leadOf. */
function place(table: Int32Array, word: number, way: string, bit: number): void {
  for (let at = 0; 2 * at < way.length && at < LONGEST_LEAD; at++) {
    const digits = Number.parseInt(way.slice(2 * at, 2 * at + 2), 32)
    for (let digit = 0; digit < 10; digit++)
      if (((digits >> digit) & 1) === 0)
        table[word + 10 * at + digit] = (table[word + 10 * at + digit] as number) & ~bit
  }
}

/** A match begins at the first digit of the run, or behind a separator in it. */
function possibleIn(
  table: Int32Array,
  word: number,
  all: number,
  codes: Uint16Array,
  at: number,
  end: number
): number {
  if (all === 0) return 0
  let possible = 0
  for (let start = at; start < end && possible !== all; start++) {
    if (start > at && (isDigit(codes[start - 1] as number) || !isDigit(codes[start] as number)))
      continue
    possible |= possibleAt(table, word, all, codes, start, end)
  }
  return possible
}

function possibleAt(
  table: Int32Array,
  word: number,
  all: number,
  codes: Uint16Array,
  start: number,
  end: number
): number {
  let possible = all
  for (let i = start, at = 0; i < end && at < LONGEST_LEAD && possible !== 0; i++) {
    const digit = (codes[i] as number) - 48
    if (digit < 0 || digit > 9) continue
    possible &= table[word + 10 * at + digit] as number
    at++
  }
  return possible
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
