import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CONSONANTS,
  isHashedToken,
  isKeyId,
  isMasked,
  isRedacted,
  isToken,
  toConsonants,
  toHashedToken,
  toToken
} from '../../src/redact/token.ts'
import { isNoValue } from '../../src/scan/secret-value.ts'

const HASH = 'bcdfghjklmnpqrstbcdf'

test('a replaced and a hashed value are tokens', () => {
  expect(isToken('[EMAIL_ADDRESS]')).toBe(true)
  expect(isToken(`[EMAIL_ADDRESS:k1:${HASH}]`)).toBe(true)
  expect(isToken(`[KOREA_RRN:k99:${HASH}]`)).toBe(true)
  expect(isHashedToken(`[EMAIL_ADDRESS:k1:${HASH}]`)).toBe(true)
  expect(isHashedToken('[EMAIL_ADDRESS]')).toBe(false)
})

test.each([
  ['lower case', '[email_address]'],
  ['text around it', 'mail [EMAIL_ADDRESS]'],
  ['a line break after it', '[EMAIL_ADDRESS]\n'],
  ['no brackets', 'EMAIL_ADDRESS'],
  ['nothing in it', '[]'],
  ['two tokens', '[EMAIL_ADDRESS][EMAIL_ADDRESS]'],
  ['a card number in the name', `[A${'4111'.repeat(4)}]`],
  ['a card number cut by underscores', '[A_4111_1111_1111_1111]'],
  ['a digit first', '[4A]'],
  ['nineteen consonants', `[EMAIL_ADDRESS:k1:${HASH.slice(1)}]`],
  ['a vowel in the hash', `[EMAIL_ADDRESS:k1:${HASH.slice(1)}a]`],
  ['key id k0', `[EMAIL_ADDRESS:k0:${HASH}]`],
  ['key id k100', `[EMAIL_ADDRESS:k100:${HASH}]`],
  ['more than the longest', `[${'A'.repeat(65)}]`]
])('is no token with %s', (_, text) => {
  expect(isToken(text)).toBe(false)
  expect(isHashedToken(text)).toBe(false)
})

test('with the infoTypes named, a password in capitals and brackets is no token', () => {
  const infoTypes = new Set(['EMAIL_ADDRESS'])
  expect(isToken('[EMAIL_ADDRESS]', infoTypes)).toBe(true)
  expect(isToken(`[EMAIL_ADDRESS:k1:${HASH}]`, infoTypes)).toBe(true)
  expect(isToken('[HUNTER2]', infoTypes)).toBe(false)
  expect(isRedacted('[HUNTER2]', infoTypes)).toBe(false)
  expect(isRedacted('[Redacted]', infoTypes)).toBe(true)
})

test('an infoType outside the grammar is bent into it', () => {
  expect(toToken('EMAIL_ADDRESS')).toBe('[EMAIL_ADDRESS]')
  expect(toToken('customer-number')).toBe('[CUSTOMER_NUMBER]')
  expect(toToken('고객')).toBe('[REDACTED]')
  expect(toToken('A4111111111111111')).toBe('[REDACTED]')
  expect(toHashedToken('customer.id', 'k2', HASH)).toBe(`[CUSTOMER_ID:k2:${HASH}]`)
})

test('whatever the infoType, what is written is a token without quotes or backslashes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (infoType) => {
      expect(isToken(toToken(infoType))).toBe(true)
      expect(isHashedToken(toHashedToken(infoType, 'k1', HASH))).toBe(true)
      expect(JSON.stringify(toToken(infoType))).toBe(`"${toToken(infoType)}"`)
    })
  )
})

test.each([
  '***',
  '****',
  '[Redacted]',
  '[REDACTED]',
  '<redacted>',
  'REDACTED',
  '[Filtered]',
  '{{redacted}}',
  '**** **** **** 1111',
  '************1111',
  '+** **-****-**78',
  '####-####-####-1111',
  'xxxx',
  '••••••'
])('%s counts as redacted', (text) => {
  expect(isRedacted(text)).toBe(true)
})

test.each([
  '',
  '*',
  '**',
  '*a*',
  '***abc',
  'abc***',
  '***1***',
  'hidden',
  'removed',
  'secret',
  '[secret!]',
  'xXxX',
  '[Redacted] hunter2',
  '****hunter2',
  '********a1b2c',
  'xxxx1234',
  '--- --- ---',
  '4111 **** **** 1111'
])('%s does not count as redacted', (text) => {
  expect(isRedacted(text)).toBe(false)
})

test('a mask with more than a quarter or four characters to be seen is none', () => {
  expect(isMasked('*********abc')).toBe(true)
  expect(isMasked('********abcd')).toBe(false)
  expect(isMasked(`${'*'.repeat(40)}abcd`)).toBe(true)
  expect(isMasked(`${'*'.repeat(40)}abcde`)).toBe(false)
})

test('the test for a mask takes no time on hostile text', () => {
  const started = performance.now()
  for (let i = 0; i < 1000; i++) isMasked(`***${'a '.repeat(30)}!`)
  isRedacted(`${'*'.repeat(1_000_000)}!`)
  expect(performance.now() - started).toBeLessThan(1000)
})

test('80 bits become 20 of 16 consonants, one for one', () => {
  expect(new Set(CONSONANTS).size).toBe(16)
  expect(CONSONANTS).not.toMatch(/[aeiou]/)
  const latin1 = Buffer.from('0123456789abcdef0123ffff', 'hex').toString('latin1')
  expect(toConsonants(latin1)).toBe(`${CONSONANTS}bcdf`)
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })
  const toText = (array: Uint8Array): string => Buffer.from(array).toString('latin1')
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(toConsonants(toText(a)) === toConsonants(toText(b))).toBe(Buffer.compare(a, b) === 0)
    })
  )
})

test('key ids go from k1 to k99', () => {
  expect(['k1', 'k9', 'k10', 'k99'].every(isKeyId)).toBe(true)
  expect(['k0', 'k01', 'k100', 'K1', '1', 'k', 'k1 '].some(isKeyId)).toBe(false)
})

test('the scan takes our tokens for no value, so that no key rule finds them again', () => {
  for (const infoType of ['EMAIL_ADDRESS', 'KOREA_RRN', 'US_SOCIAL_SECURITY_NUMBER', '고객']) {
    expect(isNoValue(toToken(infoType))).toBe(true)
    expect(isNoValue(toHashedToken(infoType, 'k12', HASH))).toBe(true)
  }
  expect(isNoValue('[Redacted]')).toBe(true)
  expect(isNoValue('************1111')).toBe(true)
})
