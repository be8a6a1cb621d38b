/**
 * Which characters a match can be made of, where the first pass asks before it searches.
 *
 * In: parts. Out: classes for V8: of the whole match, and around the `@` that anchors a pattern.
 * Promise: sound: what is outside of these classes is in no match, or in none at that place.
 */
import { type CodePoints, union } from './code-points.ts'
import { emit } from './emit.ts'
import { canBeEmpty, firstOf, flatten, lastOf, type Part } from './part.ts'

/** Directly before and after the `@`, null where that is not known; and all that can stand between a match's start and the `@`. */
export type Beside = {
  readonly before: string | null
  readonly after: string | null
  readonly prefix: string | null
  /** ASCII text that stands somewhere between the two in every match (`://`). */
  readonly holds: string | null
  /** All that can stand between the `@` and a match's end. */
  readonly suffix: string | null
  /** Two characters in a row of which one such pair stands there in every match (`.c` of `@a.com`). */
  readonly joint: readonly [string, string] | null
}

/** The neighbourhood of the first part that is an `@` and nothing else. */
export function besideOf(part: Part): Beside {
  const parts = flatten(part)
  const at = parts.findIndex((each) => each.kind === 'char' && isAt(each.points))
  if (at === -1)
    return { before: null, after: null, prefix: null, holds: null, suffix: null, joint: null }
  const prefix = parts.slice(0, at)
  const suffix = parts.slice(at + 1)
  return {
    before: toSource(lastIn(prefix)),
    after: toSource(firstOf(suffix)),
    prefix: toSource(charactersOf({ kind: 'sequence', parts: prefix })),
    holds: longestText(prefix),
    suffix: toSource(charactersOf({ kind: 'sequence', parts: suffix })),
    joint: jointOf(suffix)
  }
}

/** The last two parts in a row that cannot be empty: the last character of one and the first of the other. */
function jointOf(parts: readonly Part[]): readonly [string, string] | null {
  for (let at = parts.length - 1; at > 0; at--) {
    const [left, right] = [parts[at - 1] as Part, parts[at] as Part]
    const first = canBeEmpty(left) || canBeEmpty(right) ? undefined : firstOf([right])
    const [last, next] = [toSource(lastIn([left])), toSource(first)]
    if (last !== null && next !== null) return [last, next]
  }
  return null
}

/** The longest text, two characters or more, that parts in a row spell; they stand at the top, so in every match. */
function longestText(parts: readonly Part[]): string | null {
  let best = ''
  let text = ''
  for (const part of parts) {
    const code = part.kind === 'char' ? onlyPoint(part.points) : undefined
    text = code === undefined ? '' : text + String.fromCharCode(code)
    if (text.length > best.length) best = text
  }
  return best.length > 1 ? best : null
}

function onlyPoint(points: CodePoints): number | undefined {
  const [from, to] = points[0] ?? [0, -1]
  return points.length === 1 && from === to && from < 0x80 ? from : undefined
}

/** Every character that a match can hold. */
export function withinOf(part: Part): string {
  return emit({ kind: 'char', points: charactersOf(part) }, 'v8')
}

function charactersOf(part: Part): CodePoints {
  switch (part.kind) {
    case 'char':
      return part.points
    case 'value':
    case 'repeat':
      return charactersOf(part.body)
    case 'sequence':
      return union(...part.parts.map(charactersOf))
    case 'choice':
      return union(...part.branches.map(charactersOf))
  }
}

/** The characters that can stand last in these parts in a row; undefined where they can be empty. */
function lastIn(parts: readonly Part[]): CodePoints | undefined {
  if (parts.every(canBeEmpty)) return undefined
  return lastOf({ kind: 'sequence', parts })
}

function toSource(points: CodePoints | undefined): string | null {
  return points === undefined || points.length === 0 ? null : emit({ kind: 'char', points }, 'v8')
}

function isAt(points: CodePoints): boolean {
  return points.length === 1 && points[0]?.[0] === 0x40 && points[0][1] === 0x40
}
