/**
 * What stands directly before and after the `@` that anchors a pattern.
 *
 * In: parts. Out: a class for V8 on each side, null where that side can be the edge of the match or is not known.
 * Promise: sound: in each match the characters next to its `@` are in these classes.
 */
import type { CodePoints } from './code-points.ts'
import { emit } from './emit.ts'
import { canBeEmpty, firstOf, flatten, lastOf, type Part } from './part.ts'

export type Beside = { readonly before: string | null; readonly after: string | null }

/** The neighbours of the first part that is an `@` and nothing else. */
export function besideOf(part: Part): Beside {
  const parts = flatten(part)
  const at = parts.findIndex((each) => each.kind === 'char' && isAt(each.points))
  if (at === -1) return { before: null, after: null }
  const first = firstOf(parts.slice(at + 1))
  return { before: toSource(lastIn(parts.slice(0, at))), after: toSource(first) }
}

/** The characters that can stand last in these parts in a row; undefined where they can be empty. */
function lastIn(parts: readonly Part[]): CodePoints | undefined {
  if (parts.every(canBeEmpty)) return undefined
  return lastOf({ kind: 'sequence', parts })
}

function toSource(points: CodePoints | undefined): string | null {
  return points === undefined ? null : emit({ kind: 'char', points }, 'v8')
}

function isAt(points: CodePoints): boolean {
  return points.length === 1 && points[0]?.[0] === 0x40 && points[0][1] === 0x40
}
