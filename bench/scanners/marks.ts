/**
 * Where a package replaced something, when all it returns is text.
 *
 * In: the text and what the package made of it with a mark as replacement. Out: spans.
 * The pieces between marks are found again from left to right; where a piece occurs twice, a span may come out too short
 * by the characters between its occurrences, which helps the rival in no column.
 */
import { MARK } from './rival-packages.ts'
import type { Span } from './scanner.ts'

export function toSpans(text: string, marked: string, type: string): Span[] {
  if (!marked.includes(MARK)) return []
  const pieces = marked.split(new RegExp(`${MARK}+`, 'u'))
  const spans: Span[] = []
  let end = pieces[0]?.length ?? 0
  pieces.slice(1).forEach((piece, i) => {
    const start = end
    const isLast = i === pieces.length - 2
    const found = isLast ? text.length - piece.length : text.indexOf(piece, start + 1)
    const stop = found < start ? text.length : found
    spans.push({ start, end: stop, type })
    end = stop + piece.length
  })
  return spans
}
