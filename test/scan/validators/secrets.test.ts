import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isBasicCredentials } from '../../../src/scan/validators/basic-credentials.ts'
import { isHighEntropy, toEntropy } from '../../../src/scan/validators/high-entropy.ts'
import { isJwt } from '../../../src/scan/validators/jwt.ts'
import { hasMixedCharacters } from '../../../src/scan/validators/mixed-characters.ts'

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString(
    'base64url'
  )
}

describe('jwt', () => {
  test('accepts a header with an algorithm', () => {
    expect(
      isJwt(`${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: '1' })}.${'A'.repeat(43)}`)
    ).toBe(true)
    expect(isJwt(`${encode({ alg: 'none' })}.${encode({})}.`)).toBe(true)
  })

  test.each([
    ['an object without an algorithm', `${encode({ typ: 'JWT' })}.x.y`],
    ['an algorithm that is no string', `${encode({ alg: 256, typ: 'JWT' })}.x.y`],
    ['an array', `${encode([{ alg: 'HS256' }])}.x.y`],
    ['text that is no JSON', `${encode('{alg: HS256}')}.x.y`],
    ['a host name', 'internal-example.service.local'],
    ['a version', '1.2.3'],
    ['nothing', '']
  ])('rejects %s', (_, text) => {
    expect(isJwt(text)).toBe(false)
  })
})

describe('basic-credentials', () => {
  const basic = (text: string): string => Buffer.from(text).toString('base64')

  test('accepts user and password, with or without the scheme', () => {
    expect(isBasicCredentials(basic('jane:example'))).toBe(true)
    expect(isBasicCredentials(`Basic ${basic('jane:example')}`)).toBe(true)
    expect(isBasicCredentials(basic('제인:예시'))).toBe(true)
  })

  test.each([
    ['a word', 'authentication'],
    ['text without a colon', basic('jane example')],
    ['bytes that are no text', Buffer.from([0, 255, 58, 254, 1, 2]).toString('base64')],
    ['what is no base64', 'jane:example'],
    ['nothing', '']
  ])('rejects %s', (_, text) => {
    expect(isBasicCredentials(text)).toBe(false)
  })
})

describe('high-entropy', () => {
  test('accepts nearly all random keys', () => {
    const share = (make: () => string): number =>
      Array.from({ length: 1000 }, make).filter(isHighEntropy).length / 1000
    expect(share(() => randomBytes(16).toString('hex'))).toBeGreaterThan(0.97)
    expect(share(() => randomBytes(15).toString('base64url'))).toBeGreaterThan(0.97)
  })

  test.each([
    'my-service-account',
    'userSessionToken',
    'AWS_ACCESS_KEY',
    'changeme',
    'aaaaaaaaaaaaaaaa',
    '0000000000000000',
    'abcabcabcabcabc1',
    'short1',
    ''
  ])('rejects %s', (text) => {
    expect(isHighEntropy(text)).toBe(false)
  })

  test('entropy is that of Shannon', () => {
    expect(toEntropy('aaaa')).toBe(0)
    expect(toEntropy('abab')).toBe(1)
    expect(toEntropy('abcdefgh')).toBe(3)
  })
})

describe('mixed-characters', () => {
  test('accepts letters with digits', () => {
    expect(hasMixedCharacters('a1')).toBe(true)
  })

  test('rejects letters alone, digits alone and nothing', () => {
    for (const text of ['password', '12345678', '---', ''])
      expect(hasMixedCharacters(text)).toBe(false)
  })
})
