/**
 * Children that logveil itself makes, for the request middlewares.
 *
 * In: a parent and standard fields. Out: a child that carries them.
 * Promise: what logveil wrote is neither scanned nor moved; a caller's fields beside it are both.
 */
import type { Members } from './formats/member-writer.ts'
import { type Bindings, bitsOf, holdsAny } from './logger-bindings.ts'
import type { Heads, HeadsWithout } from './logger-heads.ts'
import {
  type Fields,
  type Instance,
  type InstanceParts,
  KEY_BITS,
  KNOWN,
  LOG_FORMATTER,
  PATHS,
  PENDING,
  SAFE_BINDINGS,
  type SafeInstance,
  STANDARD,
  TRACED
} from './logger-instance.ts'
import { dropTwins, keyBit } from './record/twins.ts'
import { splitMembers } from './redact/members.ts'

export type TrustedChildren = {
  /** A child with fields that logveil itself made. */
  trustedChild(parent: Instance, fields: Fields): Instance
  /** A throw-away child whose next line holds standard members as they are. */
  standardChild(parent: Instance, members: Members): Instance
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: two functions over one closure
export function createTrustedChildren(
  { symbols, format }: InstanceParts,
  bindings: Bindings,
  headsWithout: HeadsWithout
): TrustedChildren {
  const chindings = symbols.chindingsSym as symbol
  const lsCache = symbols.lsCacheSym as symbol
  const nestedKey = symbols.nestedKeySym as symbol
  return {
    trustedChild(parent, fields) {
      const child = Object.create(parent) as SafeInstance
      const members = JSON.stringify(fields).slice(1, -1)
      if (members === '') return child
      // what a child builds on is looked at once, not with each of its children
      bindings.settle(parent as SafeInstance)
      const text = parent[chindings] as string
      const isSafe = isExempt(parent as SafeInstance)
      const bits = bitsOf(fields)
      const earlier = (parent as SafeInstance)[KEY_BITS]
      const hasTwins = (earlier & bits) !== 0 && holdsAny(text, fields)
      child[chindings] = hasTwins
        ? dropTwins(`${text},${members}`, splitMembers)
        : `${text},${members}`
      child[KEY_BITS] = earlier | bits
      if (isSafe) child[SAFE_BINDINGS] = child[chindings] as string
      else {
        child[PENDING] = child[chindings] as string
        child[KNOWN] = 0
      }
      if ('trace_id' in fields || format.name !== 'standard') child[TRACED] = true
      if (format.shared !== undefined && Object.hasOwn(fields, format.shared))
        leaveOutOfHeads(child)
      return child
    },
    standardChild(parent, { safe, open, names }) {
      const child = Object.create(parent) as SafeInstance
      bindings.settle(parent as SafeInstance)
      const text = parent[chindings] as string
      child[chindings] = text + safe + open
      child[PENDING] = child[chindings] as string
      child[KNOWN] = isExempt(parent as SafeInstance) ? text.length + safe.length : 0
      for (const name of names) child[KEY_BITS] |= keyBit(name)
      if (format.shared !== undefined && names.includes(format.shared)) leaveOutOfHeads(child)
      child[STANDARD] = true
      if (parent[nestedKey] !== undefined) child[nestedKey] = undefined
      child[LOG_FORMATTER] = undefined
      return child
    }
  }

  function leaveOutOfHeads(child: SafeInstance): void {
    child[lsCache] = headsWithout(child[lsCache] as Heads, format.shared as string)
  }

  /** Where a user's paths may name what logveil wrote, each line is looked at. */
  function isExempt(parent: SafeInstance): boolean {
    return parent[PATHS] === null && parent[chindings] === parent[SAFE_BINDINGS]
  }
}
