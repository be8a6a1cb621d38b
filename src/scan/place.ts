/**
 * Where a value stands: the names above it, and what they speak for.
 *
 * In: the place above and a name or index. Out: a place; its JSON Pointer (RFC 6901) and segments when they are asked for.
 * Promise: a place costs one object; texts are made of it only where something is found or a user's path is looked for.
 */
import { type Evidence, NO_EVIDENCE } from './evidence.ts'

export type Place = {
  readonly above: Place | null
  /** The name that names below are read together with. */
  readonly key: string
  /** Name or index under the place above; null: the same place. */
  readonly segment: string | number | null
  /** What the pointer says for it where something was found in the name itself. */
  readonly label: string | null
  readonly evidence: Evidence
  /** The member (key and value) of the line, or -1. */
  readonly memberStart: number
  readonly memberEnd: number
  /** It is a name: no user's path leads there. */
  readonly inKey: boolean
}

export const TOP: Place = Object.freeze({
  above: null,
  key: '',
  segment: null,
  label: null,
  evidence: NO_EVIDENCE,
  memberStart: -1,
  memberEnd: -1,
  inKey: false
})

/** A name in the object at `place`. */
export function keyPlace(place: Place): Place {
  return { ...TOP, above: place, inKey: true }
}

/** A value under a name; its member, where it lies in the line itself. */
export function memberPlace(
  above: Place,
  key: string,
  segment: string,
  label: string | null,
  evidence: Evidence,
  memberStart: number,
  memberEnd: number
): Place {
  return { above, key, segment, label, evidence, memberStart, memberEnd, inKey: false }
}

export function itemPlace(above: Place, index: number, key: string, evidence: Evidence): Place {
  return {
    above,
    key,
    segment: index,
    label: null,
    evidence,
    memberStart: -1,
    memberEnd: -1,
    inKey: false
  }
}

export function pointerOf(place: Place): string {
  let pointer = ''
  for (let at: Place | null = place; at !== null; at = at.above) {
    if (at.segment === null) continue
    const segment = at.label ?? String(at.segment)
    pointer = `/${segment.replace(/~/g, '~0').replace(/\//g, '~1')}${pointer}`
  }
  return pointer
}

/** null: no path leads there. */
export function segmentsOf(place: Place): readonly (string | number)[] | null {
  const segments: (string | number)[] = []
  for (let at: Place | null = place; at !== null; at = at.above) {
    if (at.inKey) return null
    if (at.segment !== null) segments.push(at.segment)
  }
  return segments.reverse()
}

export function memberOf({ memberStart, memberEnd }: Place): readonly [number, number] | null {
  return memberStart === -1 ? null : [memberStart, memberEnd]
}
