import { isIP } from 'node:net'
import { expect, test } from 'vitest'
import { findClientAddress, truncateAddress } from '../../src/http/address.ts'

const nobody = () => false
const everyone = () => true
const hops = (count: number) => (_address: string, hop: number) => hop < count

// Documentation ranges: RFC 5737 and RFC 3849.
test.each([
  ['203.0.113.77', '203.0.113.0'],
  ['198.51.100.255', '198.51.100.0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
  ['2001:db8::1', '2001:db8::'],
  ['2001:0DB8:00a0::1', '2001:db8:a0::'],
  ['::ffff:203.0.113.77', '203.0.113.0'],
  ['::FFFF:cb00:714d', '203.0.113.0'],
  ['2001:db8:1::203.0.113.77', '2001:db8:1::'],
  ['2001:0:5::1', '2001:0:5::']
])('truncates %s to its network', (address, network) => {
  expect(truncateAddress(address)).toBe(network)
  expect(isIP(network)).not.toBe(0)
})

test('truncates the IPv4 address inside a 6to4 address too', () => {
  expect(truncateAddress('2002:cb00:714d::1')).toBe('2002:cb00:7100::')
})

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.9',
  '172.31.255.1',
  '192.168.1.44',
  '169.254.7.7',
  '100.64.3.2',
  '::1',
  '::',
  'fd12:3456:789a::1',
  'fe80::1'
])('keeps the private address %s whole', (address) => {
  expect(truncateAddress(address)).toBe(address)
})

test.each(['172.32.0.9', '172.15.0.9', '100.128.3.2', '192.169.1.44', '11.0.0.1'])(
  'does not take %s for a private address',
  (address) => {
    expect(truncateAddress(address)).toBe(address.replace(/\d+$/, '0'))
  }
)

test('keeps a private IPv4 address that is mapped into IPv6 as IPv4', () => {
  expect(truncateAddress('::ffff:127.0.0.1')).toBe('127.0.0.1')
})

test('drops the zone of a link-local address', () => {
  expect(truncateAddress('fe80::1%eth0')).toBe('fe80::1')
})

test.each(['', 'unknown', '999.1.1.1', '1.2.3', 'jane@example.com', '1.2.3.4, 5.6.7.8'])(
  'has no address for %j',
  (text) => {
    expect(truncateAddress(text)).toBeUndefined()
  }
)

test('believes no header when no proxy is trusted', () => {
  expect(findClientAddress('192.0.2.1', '203.0.113.9', nobody)).toBe('192.0.2.1')
})

test('takes the leftmost address when every proxy is trusted', () => {
  expect(findClientAddress('10.0.0.1', '203.0.113.9, 198.51.100.2', everyone)).toBe('203.0.113.9')
})

test('counts hops from the right, where the caller cannot write', () => {
  const header = '192.0.2.66, 203.0.113.9, 10.0.0.2'
  expect(findClientAddress('10.0.0.1', header, hops(1))).toBe('10.0.0.2')
  expect(findClientAddress('10.0.0.1', header, hops(2))).toBe('203.0.113.9')
  expect(findClientAddress('10.0.0.1', header, hops(9))).toBe('192.0.2.66')
})

test('stops at the first address that the function does not trust', () => {
  const trust = (address: string) => address.startsWith('10.')
  expect(findClientAddress('10.0.0.1', '192.0.2.66, 203.0.113.9, 10.0.0.2', trust)).toBe(
    '203.0.113.9'
  )
})

test('stops before what is no address', () => {
  expect(findClientAddress('10.0.0.1', '203.0.113.9, unknown, 10.0.0.2', everyone)).toBe('10.0.0.2')
  expect(findClientAddress('10.0.0.1', '', everyone)).toBe('10.0.0.1')
})

test('reads addresses with ports, brackets and quotes', () => {
  expect(findClientAddress('10.0.0.1', '203.0.113.9:4711', everyone)).toBe('203.0.113.9')
  expect(findClientAddress('10.0.0.1', '"[2001:db8::7]:4711"', everyone)).toBe('2001:db8::7')
})

test('believes the proxy behind a Unix socket, if one is trusted at all', () => {
  expect(findClientAddress(undefined, '203.0.113.9', hops(1))).toBe('203.0.113.9')
  expect(findClientAddress(undefined, '203.0.113.9', nobody)).toBeUndefined()
})
