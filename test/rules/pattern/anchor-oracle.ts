/**
 * Is an anchor in a text?
 *
 * In: an anchor, and a text that a pattern matches whole. Out: whether what rule.ts promises of the anchor holds.
 * Promise: written from rule.ts alone, nothing of the code under test; the match's neighbours are no letters.
 */
import { type Anchor, SEPARATORS } from '../../../src/rules/rule.ts'

/** True if the match holds its anchor at an allowed offset. */
export function holds(found: Anchor, text: string): boolean {
  const positions = Array.from({ length: text.length + 1 }, (_, at) => at)
  if (found.kind === 'none') return true
  if (found.kind === 'word') {
    const [, letters = '', digits = ''] = /^([A-Za-z]*)(\d*)/.exec(text) ?? []
    const isFit = letters.length >= found.letters[0] && letters.length <= found.letters[1]
    return isFit && found.letters[1] <= 4 && digits.length >= found.digits
  }
  const [least, most] = found.offset
  return positions.filter((at) => at >= least && at <= most).some((at) => standsAt(found, text, at))
}

function standsAt(
  found: Exclude<Anchor, { kind: 'none' | 'word' }>,
  text: string,
  at: number
): boolean {
  if (found.kind === 'at') return text[at] === '@'
  if (found.kind === 'digits') return digitsFrom(text, at) >= found.digits
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return found.literals.some((literal) => {
    if (!folded.startsWith(literal, at)) return false
    return !/[a-z]/.test(literal) || isWordStart(text, at)
  })
}

function isWordStart(text: string, at: number): boolean {
  if (at === 0) return true
  const before = text.slice(at - 1, at)
  return !/\p{L}/u.test(before) || (/[a-z]/.test(before) && /[A-Z]/.test(text[at] ?? ''))
}

function digitsFrom(text: string, at: number): number {
  const run = new RegExp(`[0-9](?:[${SEPARATORS.replace(/[-/()[\]]/g, '\\$&')}]{0,2}[0-9])*`, 'uy')
  run.lastIndex = at
  return (run.exec(text)?.[0] ?? '').replace(/\D/g, '').length
}
