/**
 * What a look at a candidate's neighbours says before a search begins.
 *
 * In: a search that the candidate wakes, the text's units. Out: whether, and from where, it is worth running.
 * Promise: sound: what is told from the classes of a pattern (rules/pattern/beside.ts) leaves no match out.
 */
import { detect } from './detector.ts'
import type { AtWake, DigitsWake, Next, Wake } from './plan.ts'

/** Whether the units beside the `@` at `at` leave a search anything to find; behind the text stands a zero. */
export function isBeside(wake: AtWake, codes: Uint16Array, at: number): boolean {
  const { before, after } = wake
  const left = at === 0 ? 0 : (codes[at - 1] as number)
  const right = codes[at + 1] as number
  return (
    (before === null || left > 127 || before[left] === 1) &&
    (after === null || right > 127 || after[right] === 1) &&
    isJoined(wake, codes, at)
  )
}

/** Whether the pair of units that each match holds behind its `@` (`.c` of `@a.com`) stands within its reach. */
function isJoined({ joint, suffix, search }: AtWake, codes: Uint16Array, at: number): boolean {
  if (joint === null || suffix === null) return true
  const [last, next] = joint
  const most = at + search.max
  for (let i = at + 1; i < most; i++) {
    const code = codes[i] as number
    const following = codes[i + 1] as number
    // what is beyond ASCII is in any class
    if ((code > 127 || last[code] === 1) && (following > 127 || next[following] === 1)) return true
    if (code < 128 && suffix[code] === 0) return false
  }
  return true
}

/** Where the units end that a match can hold behind the `@` at `at`. */
export function addressEnd({ suffix, search }: AtWake, codes: Uint16Array, at: number): number {
  const most = at + search.max
  if (suffix === null) return most
  let end = at + 1
  while (end < most && ((codes[end] as number) > 127 || suffix[codes[end] as number] === 1)) end++
  return end
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

/** Whether a match can begin at `at`: what stands behind its literal can, and so many units as the shortest one has are of its class. */
export function isWithin({ within, next, search }: Wake, codes: Uint16Array, at: number): boolean {
  if (next !== null && !isFollowed(next, codes, at)) return false
  if (within === null) return true
  return lengthWithin(within(), codes, at, search.min) === search.min
}

function isFollowed({ at, classes }: Next, codes: Uint16Array, from: number): boolean {
  let place = from + at
  for (const table of classes()) {
    const code = codes[place++] as number
    if (code < 128 && table[code] === 0) return false
  }
  return true
}

/** Where a match's digits can begin last: no digit stands before them where the rule says what does, so in a run of nothing but digits at its start. */
export function lastStart({ edges }: DigitsWake, at: number, end: number, digits: number): number {
  return digits === end - at && typeof edges?.ahead === 'string' ? at : end
}

/** Whether a search finds anything whose anchor stands in [from, to]. */
export function fires(wake: Wake, text: string, from: number, to: number): boolean {
  return detect(
    wake.detector,
    wake.search,
    text,
    Math.max(0, from - wake.most),
    to - wake.least,
    accept
  )
}

const accept = (): boolean => true
