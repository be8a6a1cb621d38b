/**
 * Keywords where they stand in a text.
 *
 * In: a text and its candidates. Out: sightings, worked out when something asks for them: most texts never weigh anything.
 * Promise: the words of our own tokens are evidence for nothing, or a line would change when it is redacted again.
 */
import { type CandidateList, KIND_KEYWORD, STRIDE } from './candidate-list.ts'
import { tokenSpans } from './evidence.ts'
import type { Span } from './regex-engine.ts'
import type { WordGroup } from './vocabulary.ts'

/** A keyword and where it stands. */
type Sighting = { readonly id: number; readonly at: number }

export type Sightings = {
  readonly text: string
  readonly list: CandidateList
  known: readonly Sighting[] | null
  tokens: readonly (readonly [number, number])[] | null
}

export function createSightings(text: string, list: CandidateList): Sightings {
  return { text, list, known: null, tokens: null }
}

/** Whether a place lies in a token of ours. */
export function isInToken(sightings: Sightings, at: number): boolean {
  sightings.tokens ??= tokenSpans(sightings.text)
  const { tokens } = sightings
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    const [start, end] = tokens[middle] as readonly [number, number]
    if (start < at && at < end) return true
    if (start < at) low = middle + 1
    else high = middle
  }
  return false
}

function all(sightings: Sightings): readonly Sighting[] {
  if (sightings.known !== null) return sightings.known
  const known: Sighting[] = []
  const { items, length } = sightings.list
  for (let i = 0; i < length; i += STRIDE) {
    if (items[i] !== KIND_KEYWORD) continue
    const at = items[i + 1] as number
    if (!isInToken(sightings, at)) known.push({ at, id: items[i + 2] as number })
  }
  sightings.known = known
  return known
}

/** Whether a keyword stands anywhere in the text. */
export function isSighted(sightings: Sightings, id: number): boolean {
  return all(sightings).some((sighting) => sighting.id === id)
}

/** Whether the words of any group stand within a window around a span. */
export function isNear(
  sightings: Sightings,
  groups: readonly WordGroup[],
  span: Span,
  window: number
): boolean {
  if (groups.length === 0) return false
  const known = all(sightings)
  const to = span.end + window
  // in order of place: a long text of nothing but context words must not cost the square of its length
  const first = firstAt(known, span.start - window)
  if (first === known.length || (known[first] as Sighting).at >= to) return false
  return groups.some((group) => group.every((id) => standsIn(known, id, first, to)))
}

function standsIn(known: readonly Sighting[], id: number, first: number, to: number): boolean {
  for (let i = first; i < known.length; i++) {
    const sighting = known[i] as Sighting
    if (sighting.at >= to) return false
    if (sighting.id === id) return true
  }
  return false
}

/** Index of the first sighting at or after a place. */
function firstAt(sightings: readonly Sighting[], place: number): number {
  let low = 0
  let high = sightings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sightings[middle] as Sighting).at < place) low = middle + 1
    else high = middle
  }
  return low
}
