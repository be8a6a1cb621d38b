/**
 * IP addresses that lead to somebody.
 *
 * In: matched text. Out: whether it is an address of the public internet that is not yet truncated.
 * Promise: private, loopback, link-local, carrier-grade NAT, documentation, multicast and reserved addresses are
 * none, and neither is what truncation to /24 or /48 leaves, so truncating twice changes nothing.
 *
 * Sources: IANA, special-purpose address registries for IPv4 and IPv6; IPv6 global unicast is 2000::/3.
 */
import { parseIpv4, parseIpv6 } from './ip-address.ts'

type Block = readonly [base: number, bits: number]

const SPECIAL_V4: readonly Block[] = [
  [v4(0, 0, 0), 8],
  [v4(10, 0, 0), 8],
  [v4(100, 64, 0), 10], // RFC 6598, carrier-grade NAT
  [v4(127, 0, 0), 8],
  [v4(169, 254, 0), 16],
  [v4(172, 16, 0), 12],
  [v4(192, 0, 0), 24],
  [v4(192, 0, 2), 24], // RFC 5737, documentation
  [v4(192, 88, 99), 24],
  [v4(192, 168, 0), 16],
  [v4(198, 18, 0), 15],
  [v4(198, 51, 100), 24],
  [v4(203, 0, 113), 24],
  [v4(224, 0, 0), 3] // multicast, reserved, broadcast
]

/** Whether the text is a public address with more than its network part. */
export function isPublicIp(text: string): boolean {
  const bytes = parseIpv4(text)
  if (bytes !== undefined) return isPublicV4(bytes)
  const groups = parseIpv6(text)
  return groups !== undefined && isPublicV6(groups)
}

function isPublicV4(bytes: readonly number[]): boolean {
  const [a, b, c, d] = bytes as readonly [number, number, number, number]
  const address = v4(a, b, c)
  return d !== 0 && !SPECIAL_V4.some(([base, bits]) => (address ^ base) >>> (32 - bits) === 0)
}

function isPublicV6(groups: readonly number[]): boolean {
  const [first, second] = groups as readonly [number, number]
  const unicast = first >>> 13 === 1
  const documentation = (first === 0x2001 && second === 0xdb8) || first >>> 4 === 0x3ff
  // 2001::/23 is for protocols (Teredo, ORCHID); 2002::/16 holds an IPv4 address and counts as public
  const protocol = first === 0x2001 && second < 0x200
  return unicast && !documentation && !protocol && groups.slice(3).some((group) => group !== 0)
}

function v4(a: number, b: number, c: number): number {
  return ((a << 24) | (b << 16) | (c << 8)) >>> 0
}
