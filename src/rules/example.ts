/**
 * Examples with marks.
 *
 * In: `mail «a@example.com» now`. Out: the text without marks, and the spans they stood around, in UTF-16 units.
 */

export type Span = readonly [start: number, end: number]
export type Example = { readonly text: string; readonly spans: readonly Span[] }

/** Reads the marks; undefined if they do not pair up or a pair holds nothing. */
export function parseExample(marked: string): Example | undefined {
  const spans: Span[] = []
  let text = ''
  let start: number | undefined
  for (const piece of marked.split(/([«»])/u)) {
    if (piece === '«' && start === undefined) start = text.length
    else if (piece === '»' && start !== undefined && start < text.length) {
      spans.push([start, text.length])
      start = undefined
    } else if (piece === '«' || piece === '»') return undefined
    else text += piece
  }
  return start === undefined ? { text, spans } : undefined
}
