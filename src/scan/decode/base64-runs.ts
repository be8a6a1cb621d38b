/**
 * Base64 of text that stands inside a longer text, announced by nothing.
 *
 * In: a text. Out: the runs in it that decode to text, each with where it stands.
 * Promise: a run is taken only if all of it decodes to strict UTF-8 without control characters, of which at least half is
 * ASCII: in 195,000 lines of real logs a handful did, each of them base64 of text. Work is linear: four alignments a run,
 * each left at its first byte that is no text.
 */
import { decodeBase64, isBase64, MIN_BASE64, mayBeBase64 } from './base64.ts'

export type Base64Run = { readonly start: number; readonly end: number; readonly text: string }

const RUN = /[A-Za-z0-9+/_-]{24,}={0,2}/g
/** What else the signs of base64 are: they part the pieces of a path, then words. */
const PARTS = [/[^/]{24,}/g, /[A-Za-z0-9]{24,}={0,2}/g]

/** All runs of at least MIN_BASE64 characters that decode to text, in order. */
export function findBase64Runs(text: string): readonly Base64Run[] {
  if (text.length < MIN_BASE64) return []
  return Array.from(text.matchAll(RUN)).flatMap((match) => decodeRun(match[0], match.index))
}

/**
 * Whether [start, end) holds such a run; what the first pass asks where characters of base64 end. `codes` are the units of
 * a text, a zero behind. Errs on the side of looking: what it takes, findBase64Runs judges.
 */
export function holdsBase64Run(codes: Uint16Array, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const to = endOf(codes, at, end, isBase64)
    if (to - at >= MIN_BASE64 && (mayBeAligned(codes, at, to) || holdsPart(codes, at, to)))
      return true
    at = to + 1
  }
  return false
}

function holdsPart(codes: Uint16Array, start: number, end: number): boolean {
  return (
    partsMayBe(codes, start, end, (code) => code !== SLASH) ||
    partsMayBe(codes, start, end, isLetterOrDigit)
  )
}

const SLASH = 47

function isLetterOrDigit(code: number): boolean {
  return isBase64(code) && code !== SLASH && code !== 43 && code !== 45 && code !== 95
}

type IsInPart = (code: number) => boolean

function partsMayBe(codes: Uint16Array, start: number, end: number, isIn: IsInPart): boolean {
  for (let at = start; end - at >= MIN_BASE64; ) {
    const to = endOf(codes, at, end, isIn)
    if (to - at >= MIN_BASE64 && mayBeAligned(codes, at, to)) return true
    at = to + 1
  }
  return false
}

function endOf(codes: Uint16Array, at: number, end: number, isIn: IsInPart): number {
  let to = at
  while (to < end && isIn(codes[to] as number)) to++
  return to
}

function mayBeAligned(codes: Uint16Array, start: number, end: number): boolean {
  for (let at = start; at < start + 4 && end - at >= MIN_BASE64; at++)
    if (mayBeBase64(codes, at, end)) return true
  return false
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
