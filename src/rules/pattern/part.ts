/**
 * A pattern as a tree of five kinds of parts, all of bounded length.
 *
 * In: what parse.ts read. Out: the types, and the measures that emission, proofs and anchors share.
 * Promise: lengths are in UTF-16 units; what is said about a set of characters holds for a superset of it.
 */
import { type CodePoints, union } from './code-points.ts'
import type { Property } from './properties.ts'

/** A class that names Unicode properties, as it was written; `points` is then a superset. */
export type UnicodeClass = {
  readonly listed: CodePoints
  readonly properties: readonly Property[]
  readonly negated: boolean
}
export type Char = {
  readonly kind: 'char'
  readonly points: CodePoints
  readonly unicode?: UnicodeClass
}
export type Sequence = { readonly kind: 'sequence'; readonly parts: readonly Part[] }
export type Choice = { readonly kind: 'choice'; readonly branches: readonly Part[] }
export type Repeat = {
  readonly kind: 'repeat'
  readonly body: Part
  readonly least: number
  readonly most: number
  readonly greedy: boolean
}
/** The group named `value`. */
export type Value = { readonly kind: 'value'; readonly body: Part }
export type Part = Char | Sequence | Choice | Repeat | Value

/** Shortest and longest text in UTF-16 units. */
export type Length = readonly [least: number, most: number]

export function lengthOf(part: Part): Length {
  switch (part.kind) {
    case 'char':
      return unitsOf(part.points)
    case 'value':
      return lengthOf(part.body)
    case 'sequence':
      return part.parts.reduce<Length>((sum, each) => plus(sum, lengthOf(each)), [0, 0])
    case 'choice':
      return widest(part.branches.map(lengthOf))
    case 'repeat': {
      const [least, most] = lengthOf(part.body)
      return [least * part.least, most * part.most]
    }
  }
}

function unitsOf(points: CodePoints): Length {
  const first = points[0]?.[0] ?? 0
  const last = points.at(-1)?.[1] ?? 0
  return [first > 0xffff ? 2 : 1, last > 0xffff ? 2 : 1]
}

export function plus(a: Length, b: Length): Length {
  return [a[0] + b[0], a[1] + b[1]]
}

/** The length that covers all of these. */
export function widest(lengths: readonly Length[]): Length {
  return [
    Math.min(...lengths.map(([least]) => least)),
    Math.max(...lengths.map(([, most]) => most))
  ]
}

export function canBeEmpty(part: Part): boolean {
  return lengthOf(part)[0] === 0
}

/** The characters that can stand last in a text of this part. */
export function lastOf(part: Part): CodePoints {
  switch (part.kind) {
    case 'char':
      return part.points
    case 'value':
    case 'repeat':
      return lastOf(part.body)
    case 'choice':
      return union(...part.branches.map(lastOf))
    case 'sequence':
      return lastOfParts(part.parts)
  }
}

function lastOfParts(parts: readonly Part[]): CodePoints {
  let last: CodePoints = []
  for (const part of parts) {
    last = canBeEmpty(part) ? union(last, lastOf(part)) : lastOf(part)
  }
  return last
}

/** The characters that can stand first in a text of these parts in a row; undefined where the text can be empty. */
export function firstOf(parts: readonly Part[]): CodePoints | undefined {
  let first: CodePoints = []
  for (const part of parts) {
    first = union(first, firstOfPart(part))
    if (!canBeEmpty(part)) return first
  }
  return undefined
}

function firstOfPart(part: Part): CodePoints {
  switch (part.kind) {
    case 'char':
      return part.points
    case 'value':
    case 'repeat':
      return firstOfPart(part.body)
    case 'choice':
      return union(...part.branches.map(firstOfPart))
    case 'sequence':
      return firstOf(part.parts) ?? union(...part.parts.map(firstOfPart))
  }
}

/** The parts in order, with sequences and the value group opened. */
export function flatten(part: Part): readonly Part[] {
  if (part.kind === 'sequence') return part.parts.flatMap(flatten)
  if (part.kind === 'value') return flatten(part.body)
  return [part]
}
