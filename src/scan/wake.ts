/**
 * What a look at a candidate's neighbours says before a search begins.
 *
 * In: a search that the candidate wakes, the text's units. Out: whether, and from where, it is worth running.
 * Promise: sound: what is told from the classes of a pattern (rules/pattern/beside.ts) leaves no match out.
 */
import type { AtWake, Wake } from './plan.ts'

/** Whether the units beside the `@` at `at` leave a search anything to find; behind the text stands a zero. */
export function isBeside({ before, after }: AtWake, codes: Uint16Array, at: number): boolean {
  const left = at === 0 ? 0 : (codes[at - 1] as number)
  const right = codes[at + 1] as number
  return (
    (before === null || left > 127 || before[left] === 1) &&
    (after === null || right > 127 || after[right] === 1)
  )
}

/** The first place at which a match can begin whose `@` stands at `at`: back to where a unit is in none; -1: there is no match. */
export function prefixStart(wake: AtWake, codes: Uint16Array, at: number): number {
  const { prefix, most, holds } = wake
  const least = at > most ? at - most : 0
  const start = prefix === null ? least : reach(prefix, codes, at, least)
  return holds === null || isHeld(holds, codes, start, at) ? start : -1
}

function isHeld(text: string, codes: Uint16Array, start: number, end: number): boolean {
  const first = text.charCodeAt(0)
  for (let i = end - text.length; i >= start; i--)
    if (codes[i] === first && standsAt(text, codes, i)) return true
  return false
}

function standsAt(text: string, codes: Uint16Array, at: number): boolean {
  for (let i = 1; i < text.length; i++) if (codes[at + i] !== text.charCodeAt(i)) return false
  return true
}

function reach(prefix: Uint8Array, codes: Uint16Array, at: number, least: number): number {
  let start = at
  while (start > least) {
    const code = codes[start - 1] as number
    if (code < 128 && prefix[code] === 0) break
    start--
  }
  return start
}

/** How many units from `at` on, `most` at the most, are of a class of ASCII codes (or no ASCII). */
export function lengthWithin(
  table: Uint8Array,
  codes: Uint16Array,
  at: number,
  most: number
): number {
  for (let i = 0; i < most; i++) {
    const code = codes[at + i] as number
    if (code < 128 && table[code] === 0) return i
  }
  return most
}

/** Whether a match can begin at `at`: so many units as the shortest one has are of its class. */
export function isWithin({ within, search }: Wake, codes: Uint16Array, at: number): boolean {
  if (within === null) return true
  return lengthWithin(within(), codes, at, search.min) === search.min
}
