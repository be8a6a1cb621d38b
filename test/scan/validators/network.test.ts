import { isIPv4, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isEmail } from '../../../src/scan/validators/email.ts'
import { parseIpv4, parseIpv6 } from '../../../src/scan/validators/ip-address.ts'
import { isPublicIp } from '../../../src/scan/validators/public-ip.ts'

describe('ip-address', () => {
  test('reads every IPv4 address that Node reads, and no other', () => {
    const nearly = fc
      .array(fc.integer({ min: 0, max: 300 }), { minLength: 3, maxLength: 5 })
      .map((parts) => parts.join('.'))
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV4(), nearly),
        (text) => (parseIpv4(text) !== undefined) === isIPv4(text)
      ),
      { numRuns: 1000 }
    )
  })

  test('reads every IPv6 address that Node reads, and no other', () => {
    const nearly = fc.string({
      unit: fc.constantFrom('::', ':', '1', 'af', '0', '.', '2001', 'g'),
      maxLength: 12
    })
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV6(), nearly),
        (text) => (parseIpv6(text) !== undefined) === isIPv6(text)
      ),
      { numRuns: 3000 }
    )
  })
})

describe('public-ip', () => {
  // resolvers that their operators publish
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '9.9.9.9',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '2620:fe::fe'
  ])('accepts %s', (text) => {
    expect(isPublicIp(text)).toBe(true)
  })

  test.each([
    ['private', '10.1.2.3'],
    ['private', '172.31.255.254'],
    ['private', '192.168.1.1'],
    ['loopback', '127.0.0.1'],
    ['link-local', '169.254.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['benchmarking', '198.19.0.1'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '0.0.0.0'],
    ['truncated', '8.8.8.0'],
    ['truncated', '2606:4700:4700::'],
    ['loopback', '::1'],
    ['unspecified', '::'],
    ['link-local', 'fe80::1'],
    ['unique local', 'fd00::1'],
    ['multicast', 'ff02::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1:2:3:4'],
    ['a time', '12:34:56'],
    ['a version', '1.2.3'],
    ['octal', '08.8.8.8'],
    ['nothing', '']
  ])('rejects an address that is %s: %s', (_, text) => {
    expect(isPublicIp(text)).toBe(false)
  })

  test('accepts what is just outside of the special blocks', () => {
    for (const text of [
      '100.63.255.1',
      '100.128.0.1',
      '172.15.0.1',
      '172.32.0.1',
      '198.17.0.1',
      '198.20.0.1',
      '223.255.255.1'
    ]) {
      expect(isPublicIp(text)).toBe(true)
    }
  })

  test('rejects whatever truncation to /24 leaves', () => {
    fc.assert(fc.property(fc.ipV4(), (text) => !isPublicIp(text.replace(/[0-9]+$/, '0'))))
  })
})

describe('email', () => {
  test.each([
    'jane.doe@example.com',
    'a@b.example',
    'user@xn--80ak6aa92e.com',
    'hans@müller.example',
    'test@1337.com',
    'jane@example.한국'
  ])('accepts %s', (text) => {
    expect(isEmail(text)).toBe(true)
  })

  test.each([
    'logo@2x.png',
    'react@18.2.0',
    'pkg@1.0.0-beta.rc',
    'mod@v1.2.3.info',
    'user@host',
    'user@1000.service',
    'getty@tty1.service',
    'com.example.Worker@6d06d69c.run',
    'sprite@3x.webp',
    'chunk@a1b2.min.js',
    'a@-b.example',
    'a@b..example',
    '@example.com',
    `${'a'.repeat(65)}@example.com`
  ])('rejects %s', (text) => {
    expect(isEmail(text)).toBe(false)
  })
})
