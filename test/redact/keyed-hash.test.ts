import { createHmac, createHash as createSha256, hkdfSync, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LogveilError } from '../../src/errors.ts'
import {
  createKeyedHash,
  deriveKey,
  deriveSuppressionKey,
  type KeyedHash
} from '../../src/redact/keyed-hash.ts'
import { createHash } from '../../src/redact/operators/hash.ts'
import { createProblems } from '../../src/redact/option-problems.ts'
import { parsePseudonymKey } from '../../src/redact/pseudonym-key.ts'
import { CONSONANTS, isHashedToken } from '../../src/redact/token.ts'

function parse(input: unknown): { id: string; bytes: Uint8Array } {
  const problems = createProblems()
  const key = parsePseudonymKey(input, problems)
  problems.throwIfAny('bad key')
  if (!key) throw new Error('no key and no problem')
  return key
}

function faultOf(input: unknown): LogveilError {
  try {
    parse(input)
  } catch (error) {
    if (error instanceof LogveilError) return error
    throw error
  }
  throw new Error('was taken')
}

const makeHash = (input: unknown = randomBytes(32)): KeyedHash => createKeyedHash(parse(input))

test('is HMAC-SHA-256 under an HKDF subkey, as the file says', () => {
  const key = randomBytes(32)
  const subkey = Buffer.from(hkdfSync('sha256', key, 'logveil/v1', 'pseudonym:EMAIL_ADDRESS', 32))
  const mac = createHmac('sha256', subkey).update('jane@example.com').digest('hex').slice(0, 20)
  const expected = [...mac].map((digit) => CONSONANTS[Number.parseInt(digit, 16)]).join('')
  expect(makeHash(key).hash('EMAIL_ADDRESS', 'Jane@Example.com')).toBe(expected)
})

test('the same value gives the same pseudonym under one key, in another process too', () => {
  const key = randomBytes(32)
  const value = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(value, (text) => {
      expect(makeHash(key).hash('ANY', text)).toBe(makeHash(key).hash('ANY', text))
    })
  )
})

test('another key, another infoType or another value gives another pseudonym', () => {
  const [one, other] = [makeHash(), makeHash()]
  const value = fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC'))
  fc.assert(
    fc.property(value, value, (text, second) => {
      expect(one.hash('A', text)).not.toBe(other.hash('A', text))
      expect(one.hash('A', text)).not.toBe(one.hash('B', text))
      expect(one.hash('A', text) === one.hash('A', second)).toBe(text === second)
    })
  )
})

test('a pseudonym is 20 consonants', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(makeHash().hash('ANY', text)).toMatch(/^[bcdfghjklmnpqrst]{20}$/)
    }),
    { numRuns: 20 }
  )
})

test('keys for two purposes are not the same', () => {
  const key = randomBytes(32)
  expect(deriveKey(key, 'a').equals(deriveKey(key, 'a'))).toBe(true)
  expect(deriveKey(key, 'a').equals(deriveKey(key, 'b'))).toBe(false)
})

test('the key of suppressions follows the user’s key and is not one of its subkeys', () => {
  const key = randomBytes(32)
  const derived = deriveSuppressionKey({ key, id: 'k2' })
  expect(derived?.equals(deriveKey(key, 'suppression'))).toBe(true)
  expect(derived?.equals(deriveKey(key, 'pseudonym:suppression'))).toBe(false)
  expect(deriveSuppressionKey(undefined)).toBeUndefined()
})

test('the operator writes a token with the key id and leaves a hashed token alone', () => {
  const hash = createHash(makeHash({ key: randomBytes(32), id: 'k7' }))
  const token = hash.apply('jane@example.com', 'EMAIL_ADDRESS')
  expect(token).toMatch(/^\[EMAIL_ADDRESS:k7:[bcdfghjklmnpqrst]{20}\]$/)
  expect(isHashedToken(token)).toBe(true)
  expect(hash.apply(token, 'EMAIL_ADDRESS')).toBe(token)
  expect(hash.meaning).toBe('hash(k7)')
})

test('takes bytes, hex, base64 and base64url for the same key', () => {
  for (let i = 0; i < 500; i++) {
    const key = randomBytes(32 + (i % 5))
    const forms = [key, key.toString('hex'), key.toString('base64'), key.toString('base64url')]
    for (const form of forms) expect(Buffer.from(parse(form).bytes).equals(key)).toBe(true)
  }
})

test('takes a Uint8Array and keeps a copy of its own', () => {
  const key = Uint8Array.from(randomBytes(40))
  const hash = makeHash(key)
  const before = hash.hash('ANY', 'x')
  key.fill(0)
  expect(hash.hash('ANY', 'x')).toBe(before)
  expect(hash.hash('OTHER', 'x')).not.toBe(before)
})

test('the key id defaults to k1 and can be set', () => {
  expect(parse(randomBytes(32)).id).toBe('k1')
  expect(parse({ key: randomBytes(32), id: 'k99' }).id).toBe('k99')
  expect(parse({ key: randomBytes(32) }).id).toBe('k1')
})

test.each<[string, unknown]>([
  ['31 bytes', randomBytes(31)],
  ['31 bytes in hex', randomBytes(31).toString('hex')],
  ['31 bytes in base64', randomBytes(31).toString('base64')],
  ['no bytes', new Uint8Array()],
  ['an empty string', ''],
  ['one byte repeated', Buffer.alloc(32, 7)],
  ['zeros in hex', '0'.repeat(64)],
  ['one letter repeated', 'a'.repeat(64)],
  ['16 random bytes twice', Buffer.concat(Array(2).fill(randomBytes(16)))],
  ['bytes that count', Uint8Array.from({ length: 32 }, (_, i) => i)],
  ['bytes that count by three', Uint8Array.from({ length: 64 }, (_, i) => 200 + 3 * i)],
  ['a passphrase as bytes', Buffer.from('correct horse battery staple, and some more words')],
  ['hex text as bytes', Buffer.from(randomBytes(32).toString('hex'))],
  ['a passphrase', 'correct horse battery staple, and some more words'],
  ['words without spaces', 'correcthorsebatterystaplecorrecthorsebatterystaples'],
  ['words in camel case', 'CorrectHorseBatteryStapleAndSomeMoreWordsWithoutEnd'],
  [
    'a passphrase in base64',
    Buffer.from('correct horse battery staple, and more').toString('base64')
  ],
  ['a number', 7],
  ['null', null],
  ['an array', [1, 2, 3]],
  ['an object without a key', {}],
  ['an object with a short key', { key: randomBytes(8), id: 'k1' }]
])('refuses %s', (_, input) => {
  expect(faultOf(input).code).toBe('ERR_KEY_INVALID')
})

test.each(['k0', 'k100', 'K1', '', 1, null])('refuses the key id %j', (id) => {
  const error = faultOf({ key: randomBytes(32), id })
  expect(error.code).toBe('ERR_KEY_INVALID')
  expect(error.issues.map((issue) => issue.path)).toEqual(['pseudonymKey.id'])
})

test('tells of an unknown setting beside the key', () => {
  const error = faultOf({ kee: 'x', key: randomBytes(32) })
  expect(error.issues[0]?.message).toContain('did you mean key?')
})

test('says how long the key was, and nothing of the key', () => {
  const key = `${randomBytes(16).toString('hex')}`
  const error = faultOf(key)
  expect(error.message).toContain('got 16')
  expect(error.message).toContain('openssl rand -base64 32')
  expect(JSON.stringify(error) + error.stack).not.toContain(key)
})

test('keys that look random are not taken for patterns or words', () => {
  for (let i = 0; i < 5000; i++) {
    // From a counter, so that each run tries the same.
    const key = createSha256('sha256').update(`key ${i}`).digest()
    parse(key)
    parse(key.toString(i % 2 ? 'base64' : 'base64url'))
  }
})
