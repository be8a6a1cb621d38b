/**
 * Whether what stands before a candidate lets a match begin there: a rule's boundary, asked before its search.
 *
 * In: a search whose matches begin at the candidate, the text's units, where the text begins in them. Out: false: no.
 * Promise: sound: false is what the detector would say of each match. A hash is full of letters before digits, each next to
 * a character that no rule allows there.
 */
import type { PlannedDetector, Wake } from './plan.ts'

const TABLES = new WeakMap<RegExp, Uint8Array>()

export function isOpen(wake: Wake, codes: Uint16Array, at: number, start: number): boolean {
  if (wake.least !== 0 || wake.most !== 0 || at === start) return true
  const { before } = wake.detector.boundaries
  if (before === null) return true
  const code = codes[at - 1] as number
  // the letter of an escape counts as the white space that it means
  if (code > 127 || codes[at - 2] === BACKSLASH) return true
  return refusedBy(before)[code] === 0
}

const BACKSLASH = 92

function refusedBy(before: NonNullable<PlannedDetector['boundaries']['before']>): Uint8Array {
  const known = TABLES.get(before)
  if (known !== undefined) return known
  const table = Uint8Array.from({ length: 128 }, (_, code) =>
    before.test(String.fromCharCode(code)) ? 1 : 0
  )
  TABLES.set(before, table)
  return table
}
