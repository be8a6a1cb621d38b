/**
 * Children that logveil itself makes, for the request middlewares.
 *
 * In: a parent and standard fields. Out: a child that carries them.
 * Promise: what logveil wrote is neither scanned nor moved; a caller's fields beside it are both.
 */
import { bitsOf } from './logger-bindings.ts'
import {
  type Instance,
  type InstanceParts,
  KEY_BITS,
  LOG_FORMATTER,
  PATHS,
  SAFE_BINDINGS,
  type SafeInstance,
  type SecuredInstance,
  STANDARD,
  TRACED,
  TWINS
} from './logger-instance.ts'
import { dropTwins } from './record/twins.ts'
import { splitMembers } from './redact/members.ts'

export function createTrustedChildren({
  symbols,
  format
}: InstanceParts): Pick<SecuredInstance, 'trustedChild' | 'standardChild'> {
  const chindings = symbols.chindingsSym as symbol
  const lsCache = symbols.lsCacheSym as symbol
  const nestedKey = symbols.nestedKeySym as symbol
  return {
    trustedChild(parent, fields) {
      const child = Object.create(parent) as SafeInstance
      const members = JSON.stringify(fields).slice(1, -1)
      if (members === '') return child
      const safe = isSafe(parent)
      const bits = bitsOf(fields)
      const text = `${parent[chindings] as string},${members}`
      child[chindings] =
        ((parent as SafeInstance)[KEY_BITS] & bits) === 0 ? text : dropTwins(text, splitMembers)
      child[KEY_BITS] = (parent as SafeInstance)[KEY_BITS] | bits
      if (safe) child[SAFE_BINDINGS] = child[chindings] as string
      if ('trace_id' in fields || format.name !== 'standard') child[TRACED] = true
      const heads = Object.values(parent[lsCache] as Record<string, string>)[0] ?? ''
      if (Object.keys(fields).some((key) => heads.includes(`,${JSON.stringify(key)}:`)))
        child[TWINS] = true
      return child
    },
    standardChild(parent, members) {
      const child = Object.create(parent) as SafeInstance
      if (members !== '') {
        const safe = isSafe(parent)
        child[chindings] = (parent[chindings] as string) + members
        if (safe) child[SAFE_BINDINGS] = child[chindings] as string
      }
      child[STANDARD] = true
      if (parent[nestedKey] !== undefined) child[nestedKey] = undefined
      child[LOG_FORMATTER] = undefined
      return child
    }
  }

  /** Where a user's paths may name what logveil wrote, each line is looked at. */
  function isSafe(parent: Instance): boolean {
    return (
      (parent as SafeInstance)[PATHS] === null &&
      parent[chindings] === (parent as SafeInstance)[SAFE_BINDINGS]
    )
  }
}
