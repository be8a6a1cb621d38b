/**
 * hash: the value gives way to a pseudonym, so that the same person can be followed without being known.
 *
 * In: any value. Out: `[EMAIL_ADDRESS:k1:` + 20 consonants + `]`.
 * Promise: keyed (see keyed-hash.ts). A whole value that is a hashed token stays as it is.
 */
import type { KeyedHash } from '../keyed-hash.ts'
import type { CompiledOperator } from '../operator.ts'
import { isHashedToken, toHashedTokenHead } from '../token.ts'

export function createHash(keyed: KeyedHash): CompiledOperator {
  // One entry an infoType, and those come from rules.
  const heads = new Map<string, string>()
  const headOf = (infoType: string): string => {
    const head = heads.get(infoType) ?? toHashedTokenHead(infoType, keyed.keyId)
    heads.set(infoType, head)
    return head
  }
  return {
    type: 'hash',
    apply(value, infoType) {
      if (isHashedToken(value)) return value
      return `${headOf(infoType)}${keyed.hash(infoType, value)}]`
    },
    meaning: `hash(${keyed.keyId})`
  }
}
