import { isIP } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTruncate } from '../../../src/redact/operators/truncate.ts'

const truncate = (value: string): string => createTruncate().apply(value, 'IP_ADDRESS')

// Addresses of RFC 5737, RFC 3849 and of the examples in the RFCs named beside them.
test.each([
  ['203.0.113.7', '203.0.113.0'],
  ['255.255.255.255', '255.255.255.0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
  ['2001:DB8:0001::1', '2001:db8:1::'],
  ['2001:db8::1', '2001:db8::'],
  ['::1', '::'],
  ['0:0:1:2:3:4:5:6', '0:0:1::'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.0'],
  ['::FFFF:cb00:7107', '::ffff:203.0.113.0'],
  ['64:ff9b::203.0.113.7', '64:ff9b::'],
  ['1:2:3:4:5:6:203.0.113.7', '1:2:3::']
])('cuts %s to %s', (value, network) => {
  expect(truncate(value)).toBe(network)
})

test('cuts the IPv4 address inside a 6to4 address (RFC 3056) as well', () => {
  expect(truncate('2002:cb00:7107:1::1')).toBe('2002:cb00:7100::')
})

test.each([
  '',
  'localhost',
  '203.0.113',
  '203.0.113.7.1',
  '203.0.113.256',
  '203.0.113.007',
  '203.0.113.7:443',
  '203.0.113.7/32',
  ' 203.0.113.7',
  '2001:db8::1::2',
  '2001:db8:::1',
  '[2001:db8::1]',
  '2001:db8::1%eth0',
  '3405803783',
  '0xcb007107',
  '[IP_ADDRESS]'
])('replaces %j, which is no address', (value) => {
  expect(truncate(value)).toBe('[IP_ADDRESS]')
})

test('gives a valid address, and the same when truncated again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (value) => {
      const once = truncate(value)
      expect(isIP(once)).toBe(isIP(value))
      expect(truncate(once)).toBe(once)
    }),
    { numRuns: 2000 }
  )
})

test('the last octet changes nothing in the result', () => {
  const octet = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(octet, octet, octet, octet, octet, (a, b, c, d, e) => {
      expect(truncate(`${a}.${b}.${c}.${d}`)).toBe(truncate(`${a}.${b}.${c}.${e}`))
    })
  )
})

test('the last 80 bits change nothing in the result', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16))
  const tail = fc.array(group, { minLength: 5, maxLength: 5 }).map((groups) => groups.join(':'))
  const head = fc.tuple(fc.constantFrom('2001', '2002', '2606', 'fe80'), group, group)
  fc.assert(
    fc.property(head, tail, tail, ([a, b, c], one, other) => {
      expect(truncate(`${a}:${b}:${c}:${one}`)).toBe(truncate(`${a}:${b}:${c}:${other}`))
    })
  )
})
