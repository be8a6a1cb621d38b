/**
 * How much work a search for a pattern is, without a clock.
 *
 * In: parts and a text. Out: how many characters a backtracking engine compares until it has searched the whole text.
 * Promise: the same number on each machine, so that a rule is not refused because a machine is busy; it gives up at a limit.
 */
import type { CodePoints } from './code-points.ts'
import type { Part } from './part.ts'

type Search = { readonly text: string; steps: number; readonly limit: number }
/** Goes on with what stands behind; true ends the search from this start. */
type Next = (at: number) => boolean

class OutOfSteps extends Error {}

/** Steps of a search over the whole text; `limit` where it takes more. */
export function countSteps(part: Part, text: string, limit: number): number {
  const search: Search = { text, steps: 0, limit }
  try {
    for (let at = 0; at < text.length; ) at = Math.max(endFrom(part, search, at), at + 1)
  } catch (error) {
    if (!(error instanceof OutOfSteps || error instanceof RangeError)) throw error
    return limit
  }
  return search.steps
}

/** Where the match from `at` ends; -1 without one. */
function endFrom(part: Part, search: Search, at: number): number {
  let end = -1
  walk(part, search, at, (to) => {
    end = to
    return true
  })
  return end
}

function walk(part: Part, search: Search, at: number, next: Next): boolean {
  switch (part.kind) {
    case 'char':
      return read(part.points, search, at, next)
    case 'value':
      return walk(part.body, search, at, next)
    case 'choice':
      return part.branches.some((branch) => walk(branch, search, at, next))
    case 'sequence':
      return walkParts(part.parts, 0, search, at, next)
    case 'repeat':
      return part.greedy
        ? repeat(part, 0, search, at, next)
        : repeatLazily(part, 0, search, at, next)
  }
}

function read(points: CodePoints, search: Search, at: number, next: Next): boolean {
  if (++search.steps >= search.limit) throw new OutOfSteps()
  const code = search.text.codePointAt(at)
  if (code === undefined || !isIn(points, code)) return false
  return next(at + (code > 0xffff ? 2 : 1))
}

function walkParts(
  parts: readonly Part[],
  index: number,
  search: Search,
  at: number,
  next: Next
): boolean {
  const part = parts[index]
  if (part === undefined) return next(at)
  return walk(part, search, at, (to) => walkParts(parts, index + 1, search, to, next))
}

type Repeat = Extract<Part, { readonly kind: 'repeat' }>

function repeat(part: Repeat, count: number, search: Search, at: number, next: Next): boolean {
  const goOn = (to: number): boolean => repeat(part, count + 1, search, to, next)
  if (count < part.most && walk(part.body, search, at, goOn)) return true
  return count >= part.least && next(at)
}

function repeatLazily(
  part: Repeat,
  count: number,
  search: Search,
  at: number,
  next: Next
): boolean {
  if (count >= part.least && next(at)) return true
  const goOn = (to: number): boolean => repeatLazily(part, count + 1, search, to, next)
  return count < part.most && walk(part.body, search, at, goOn)
}

function isIn(points: CodePoints, code: number): boolean {
  let low = 0
  let high = points.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [from, to] = points[middle] as readonly [number, number]
    if (code < from) high = middle - 1
    else if (code > to) low = middle + 1
    else return true
  }
  return false
}
