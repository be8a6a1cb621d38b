/**
 * The first pass over what is encoded: a string, decoded in each way that it can be.
 *
 * In: a string of JSON as it is written, or a text. Out: true where the exact scan must look.
 * Promise: a decoder runs only where something woke it, and what it makes goes through the whole pass.
 */
import type { CandidateList } from './candidate-list.ts'
import { decodeEscapes } from './decode/escape.ts'
import { decodeFolded } from './decode/fold.ts'
import { decodeHtml } from './decode/html.ts'
import { decodeForm, decodePercent } from './decode/percent.ts'
import type { LineState } from './line-state.ts'
import { decodedNameSuspicious } from './lone-name.ts'

/** A string of JSON that holds escapes or percent-encoding; it may be a name too. */
export function stringSuspicious(
  state: LineState,
  text: string,
  { codes }: CandidateList,
  start: number,
  inner: string,
  depth: number
): boolean {
  if (!inner.includes('\\')) return plainSuspicious(state, inner, depth)
  const decoded = parseString(inner)
  return (
    decoded === null ||
    decodedNameSuspicious(state, text, codes, decoded, start, start + inner.length) ||
    state.holds(state, decoded, depth)
  )
}

/** A text that is no JSON and holds something encoded. */
export function textSuspicious(state: LineState, inner: string, depth: number): boolean {
  return (
    state.holds(state, decodeEscapes(inner)?.text ?? null, depth) ||
    plainSuspicious(state, inner, depth)
  )
}

/** The decodings of a text without escapes. */
function plainSuspicious(state: LineState, inner: string, depth: number): boolean {
  return (
    state.holds(state, decodePercent(inner)?.text ?? null, depth) ||
    state.holds(state, decodeForm(inner)?.text ?? null, depth) ||
    state.holds(state, decodeHtml(inner)?.text ?? null, depth) ||
    state.holds(state, decodeFolded(inner)?.text ?? null, depth)
  )
}

function parseString(inner: string): string | null {
  try {
    return JSON.parse(`"${inner}"`) as string
  } catch {
    return null
  }
}
