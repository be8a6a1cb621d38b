/**
 * One way to find sensitive values in text.
 *
 * In: text or a line. Out: spans, or the line with what was found replaced.
 */

/** Offsets in UTF-16 units, `end` exclusive. */
export type Span = { readonly start: number; readonly end: number; readonly type: string }

export type Scanner = {
  readonly name: string
  find(text: string): readonly Span[] | Promise<readonly Span[]>
  redact(line: string): string | Promise<string>
}

/** Replaces spans, overlapping ones as one. */
export function cutOut(text: string, spans: readonly Span[]): string {
  const ordered = [...spans].sort((a, b) => a.start - b.start)
  let safe = ''
  let at = 0
  for (const { start, end, type } of ordered) {
    if (start >= at) safe += `${text.slice(at, start)}[${type}]`
    at = Math.max(at, end)
  }
  return safe + text.slice(at)
}
