/**
 * hash: the value gives way to a pseudonym, so that the same person can be followed without being known.
 *
 * In: any value. Out: `[EMAIL_ADDRESS:k1:` + 20 consonants + `]`.
 * Promise: keyed (see keyed-hash.ts). A whole value that is a hashed token stays as it is.
 */
import type { KeyedHash } from '../keyed-hash.ts'
import type { CompiledOperator } from '../operator.ts'
import { isHashedToken, toHashedToken } from '../token.ts'

export function createHash(keyed: KeyedHash): CompiledOperator {
  return {
    type: 'hash',
    apply(value, infoType) {
      if (isHashedToken(value)) return value
      return toHashedToken(infoType, keyed.keyId, keyed.hash(infoType, value))
    },
    meaning: `hash(${keyed.keyId})`
  }
}
