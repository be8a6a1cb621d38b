/**
 * Base64 of text that stands inside a longer text, announced by nothing.
 *
 * In: a text. Out: the runs in it that decode to text, each with where it stands.
 * Promise: a run is taken only if all of it decodes to strict UTF-8 without control characters, of which at least half is
 * ASCII: in 195,000 lines of real logs a handful did, each of them base64 of text. Work is linear: four alignments a run,
 * each left at its first byte that is no text.
 */
import { decodeBase64, MIN_BASE64 } from './base64.ts'

export type Base64Run = { readonly start: number; readonly end: number; readonly text: string }

const RUN = /[A-Za-z0-9+/_-]{24,}={0,2}/g
/** What else the signs of base64 are: they part the pieces of a path, then words. */
const PARTS = [/[^/]{24,}/g, /[A-Za-z0-9]{24,}={0,2}/g]

/** All runs of at least MIN_BASE64 characters that decode to text, in order. */
export function findBase64Runs(text: string): readonly Base64Run[] {
  if (text.length < MIN_BASE64) return []
  return Array.from(text.matchAll(RUN)).flatMap((match) => decodeRun(match[0], match.index))
}

/** Whether a run of base64 characters holds text; what the first pass asks where a run ends. */
export function mayBeBase64Run(text: string, start: number, end: number): boolean {
  return end - start >= MIN_BASE64 && decodeRun(text.slice(start, end), start).length > 0
}

/** The run as a whole, else the parts of it that are base64 by themselves. */
function decodeRun(run: string, at: number): readonly Base64Run[] {
  const whole = decodeAligned(run, at)
  if (whole !== null) return [whole]
  for (const part of PARTS) {
    const found = Array.from(run.matchAll(part)).flatMap(
      (match) => decodeAligned(match[0], at + match.index) ?? []
    )
    if (found.length > 0) return found
  }
  return []
}

/** What stands glued before the first group of four (`v1` of `v1eyJ…`) is at most three characters of it. */
function decodeAligned(run: string, at: number): Base64Run | null {
  for (let skipped = 0; skipped < 4 && run.length - skipped >= MIN_BASE64; skipped++) {
    const text = decodeBase64(run.slice(skipped))
    if (text !== null && isWritten(text)) return { start: at + skipped, end: at + run.length, text }
  }
  return null
}

const CONTROL = /[^\P{Cc}\t\r\n]/u

/** Text of people and programs, not bytes that happen to be UTF-8. */
function isWritten(text: string): boolean {
  const ascii = text.replace(/[^\x20-\x7e\t\r\n]+/g, '').length
  return !CONTROL.test(text) && 2 * ascii >= text.length
}
