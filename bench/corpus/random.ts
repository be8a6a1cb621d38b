/**
 * Seeded chance, so that each run measures the same lines.
 *
 * In: a seed. Out: numbers, picks and strings. Mulberry32: 32 bits of state, good enough for test data, never for secrets.
 */

export const HEX = '0123456789abcdef'
export const DIGITS = '0123456789'
export const LOWER = 'abcdefghijklmnopqrstuvwxyz'
export const ALPHANUMERIC: string = LOWER + LOWER.toUpperCase() + DIGITS

export type Random = {
  /** In [0, 1). */
  next(): number
  /** In [from, to], both included. */
  integer(from: number, to: number): number
  pick<T>(items: readonly T[]): T
  text(alphabet: string, length: number): string
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    integer,
    pick: (items) => items[integer(0, items.length - 1)] as (typeof items)[number],
    text: (alphabet, length) =>
      Array.from({ length }, () => alphabet.charAt(integer(0, alphabet.length - 1))).join('')
  }
}
