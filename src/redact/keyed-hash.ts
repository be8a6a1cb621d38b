/**
 * Pseudonyms: the same value gives the same text under one key, and nothing without it.
 *
 * In: the user's key, an infoType, a value. Out: 20 consonants, 80 bits of an HMAC-SHA-256.
 * Promise: never unkeyed; each infoType has a subkey of its own, so that equal texts of two kinds cannot be linked;
 * no value is remembered. 80 bits: two of a thousand million values collide with a chance of 4 in ten million.
 *
 *   subkey = HKDF-SHA-256(key, salt "logveil/v1", info "pseudonym:" + infoType, 32 bytes)   RFC 5869
 *   text   = first 10 bytes of HMAC-SHA-256(subkey, UTF-8 of canonicalise(infoType, value)), 4 bits a consonant
 */
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { canonicalise } from './operators/canonicalise.ts'
import { createProblems } from './option-problems.ts'
import { type ParsedKey, type PseudonymKey, parsePseudonymKey } from './pseudonym-key.ts'
import { toConsonants } from './token.ts'

export type KeyedHash = {
  /** `k1` to `k99`; stands in every hashed token. */
  readonly keyId: string
  /** 20 consonants. */
  readonly hash: (infoType: string, value: string) => string
}

const SALT = 'logveil/v1'
const SUBKEY_BYTES = 32

/** A key for one purpose, from which neither the user's key nor another purpose's key can be had. */
export function deriveKey(bytes: Uint8Array, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', bytes, SALT, purpose, SUBKEY_BYTES)))
}

/** The key under which a manifest names suppressions: stable if the user has a key, else undefined. */
export function deriveSuppressionKey(input: PseudonymKey | undefined): KeyObject | undefined {
  const key = input === undefined ? undefined : parsePseudonymKey(input, createProblems())
  return key && deriveKey(key.bytes, 'suppression')
}

/** Makes the hash of one key; subkeys are derived once per infoType. */
export function createKeyedHash(key: ParsedKey): KeyedHash {
  // infoTypes come from rules, never from what is logged, so this cannot grow with the traffic.
  const subkeys = new Map<string, KeyObject>()
  const subkeyOf = (infoType: string): KeyObject => {
    const known = subkeys.get(infoType)
    if (known) return known
    const subkey = deriveKey(key.bytes, `pseudonym:${infoType}`)
    subkeys.set(infoType, subkey)
    return subkey
  }
  return {
    keyId: key.id,
    hash: (infoType, value) =>
      toConsonants(macOf(subkeyOf(infoType), canonicalise(infoType, value)))
  }
}

// A KeyObject saves 0.9 µs a value over raw bytes, a string as digest as much over a Buffer (2.2 instead of 4.3 µs).
function macOf(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('binary')
}
