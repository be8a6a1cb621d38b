/**
 * The key under which pseudonyms are made.
 *
 * In: the option `pseudonymKey`: bytes, hex, base64 or base64url, alone or with an id. Out: at least 32 bytes.
 * Promise: nothing that is plainly no random key is taken: short ones, repeated bytes, text. No message holds it.
 */
import { types } from 'node:util'
import { checkKeys, isObject, type Problems, typeName } from './option-problems.ts'
import { isKeyId } from './token.ts'

/**
 * At least 32 random bytes, as bytes or as hex, base64 or base64url text; with an `id` (`k1` to `k99`, default `k1`)
 * that is written into every hashed token, so that keys can be rotated.
 *
 * @example
 * createLogger({ pseudonymKey: { key: process.env.PSEUDONYM_KEY, id: 'k2' } }) // openssl rand -base64 32
 */
export type PseudonymKey =
  | string
  | Uint8Array
  | { readonly key: string | Uint8Array; readonly id?: string }

export type ParsedKey = { readonly id: string; readonly bytes: Uint8Array }

const LEAST_BYTES = 32
const FIRST_ID = 'k1'
const HOW_TO = 'make one with: openssl rand -base64 32'

/** Reads the key; what is wrong goes to `problems` and gives undefined. */
export function parsePseudonymKey(input: unknown, problems: Problems): ParsedKey | undefined {
  const path = 'pseudonymKey'
  // Not `instanceof`: Jest gives tests a Uint8Array of another realm.
  if (!isObject(input) || types.isUint8Array(input)) {
    const bytes = parseBytes(input, path, problems)
    return bytes && { id: FIRST_ID, bytes }
  }
  checkKeys(input, ['key', 'id'], path, problems)
  const id = parseId(input.id, `${path}.id`, problems)
  const bytes = parseBytes(input.key, `${path}.key`, problems)
  return bytes && id !== undefined ? { id, bytes } : undefined
}

function parseId(id: unknown, path: string, problems: Problems): string | undefined {
  if (id === undefined) return FIRST_ID
  if (typeof id === 'string' && isKeyId(id)) return id
  const got = typeof id === 'string' ? 'another text' : typeName(id)
  problems.add('ERR_KEY_INVALID', path, `expected a key id from k1 to k99, got ${got}`)
  return undefined
}

function parseBytes(input: unknown, path: string, problems: Problems): Uint8Array | undefined {
  const bytes = typeof input === 'string' ? decode(input) : input
  const fault = types.isUint8Array(bytes) ? faultOf(bytes) : notBytes(input)
  if (fault !== undefined) problems.add('ERR_KEY_INVALID', path, `${fault}; ${HOW_TO}`)
  // A copy: the caller may wipe its own.
  return fault === undefined ? Uint8Array.from(bytes as Uint8Array) : undefined
}

function notBytes(input: unknown): string {
  const got =
    typeof input === 'string'
      ? 'a string that is neither, or that is made of words'
      : typeName(input)
  return `expected ${LEAST_BYTES} or more random bytes, as bytes, hex or base64, got ${got}`
}

function decode(text: string): Uint8Array | undefined {
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) return Buffer.from(text, 'hex')
  if (!/^(?:[A-Za-z0-9+/]+={0,2}|[A-Za-z0-9_-]+={0,2})$/.test(text) || isWords(text))
    return undefined
  return Buffer.from(text, 'base64')
}

// A passphrase is valid base64 too. Refused: no upper- or no lower-case letter in 43 characters (2 in 10^10 for a
// random key), and words: no digit, and more than half of all neighbours both lower-case (1 of 4,000,000 tried).
function isWords(text: string): boolean {
  if (!/[A-Z]/.test(text) || !/[a-z]/.test(text)) return true
  if (/[0-9+/]/.test(text)) return false
  let lowerPairs = 0
  for (let i = 1; i < text.length; i++) {
    if (isLower(text.charCodeAt(i - 1)) && isLower(text.charCodeAt(i))) lowerPairs++
  }
  return lowerPairs * 2 > text.length
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122
}

function faultOf(bytes: Uint8Array): string | undefined {
  if (bytes.length < LEAST_BYTES)
    return `expected ${LEAST_BYTES} or more random bytes, got ${bytes.length}`
  // 32 random bytes hold 30 distinct values on average; fewer than 16 never happens.
  if (new Set(bytes).size < 16 || isPeriodic(bytes.subarray(0, 256)))
    return 'expected random bytes, got a pattern that repeats'
  // Chance for 32 random bytes: (95/256)^32, about 2 in 10^14. Hex given as `Buffer.from(hex)` ends here too.
  if (bytes.every((byte) => byte >= 32 && byte < 127)) {
    return 'expected random bytes, got bytes of text; decode it first (hex or base64 may be given as a string)'
  }
  return isCounting(bytes) ? 'expected random bytes, got bytes that count up or down' : undefined
}

function isPeriodic(bytes: Uint8Array): boolean {
  for (let period = 1; period <= bytes.length / 2; period++) {
    if (bytes.every((byte, i) => i < period || byte === bytes[i - period])) return true
  }
  return false
}

function isCounting(bytes: Uint8Array): boolean {
  const step = ((bytes[1] ?? 0) - (bytes[0] ?? 0)) & 255
  return bytes.every((byte, i) => i === 0 || ((byte - (bytes[i - 1] ?? 0)) & 255) === step)
}
