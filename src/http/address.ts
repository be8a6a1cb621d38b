/**
 * Whose request it is.
 *
 * In: the socket's address, `X-Forwarded-For` and whom the user trusts. Out: an IP address, truncated to its network.
 * Promise: what leaves is a valid IP address; a public IPv4 address is cut to /24, an IPv6 address to /48; private ones stay whole.
 */
import { isIP, isIPv4 } from 'node:net'

/** True if the proxy at this address, that many hops away from us, may be believed. */
export type Trust = (address: string, hop: number) => boolean

/** The nearest address that is not a trusted proxy's: `X-Forwarded-For` is read from its right end, as its left end is the caller's to invent. */
export function findClientAddress(
  peer: string | undefined,
  forwarded: string | undefined,
  trust: Trust
): string | undefined {
  let current = peer
  const chain = forwarded === undefined ? [] : forwarded.split(',')
  for (let hop = 0; chain.length > 0; hop++) {
    // No peer address: a Unix socket, which only a proxy on this machine can reach.
    if (!trust(current ?? '', hop)) return current
    const next = toAddress(chain.pop() ?? '')
    if (next === undefined) return current
    current = next
  }
  return current
}

/** The address without its port, brackets or quotes; undefined if it is not an IP address (`unknown`, `_hidden`). */
function toAddress(text: string): string | undefined {
  const bare = text.trim().replace(/^"(.*)"$/, '$1')
  const address =
    /^\[([^\]]+)\](?::\d+)?$/.exec(bare)?.[1] ?? /^([\d.]+):\d+$/.exec(bare)?.[1] ?? bare
  return isIP(address) === 0 ? undefined : address
}

/** The address cut to its network; undefined if it is none. */
export function truncateAddress(address: string): string | undefined {
  // What a socket that listens on both protocols says of an IPv4 caller; the general way takes 5 µs.
  if (address.startsWith('::ffff:') && isIPv4(address.slice(7)))
    return truncateIpv4(address.slice(7))
  const kind = isIP(address)
  if (kind === 4) return truncateIpv4(address)
  return kind === 6 ? truncateIpv6(address) : undefined
}

function truncateIpv4(address: string): string {
  const [a = 0, b = 0, c = 0] = address.split('.').map(Number)
  return isPrivateIpv4(a, b) ? address : `${a}.${b}.${c}.0`
}

/** RFC 1918, loopback, link-local, "this network" and RFC 6598 (inside a carrier): no one outside can tell whose they are. */
function isPrivateIpv4(a: number, b: number): boolean {
  if (a === 0 || a === 10 || a === 127) return true
  if (a === 100) return b >= 64 && b <= 127
  return (a === 169 && b === 254) || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)
}

function truncateIpv6(address: string): string {
  const bare = address.replace(/%.*$/, '')
  const groups = toGroups(bare)
  const mapped = toMappedIpv4(groups)
  if (mapped !== undefined) return truncateIpv4(mapped)
  return isPrivateIpv6(groups) ? bare.toLowerCase() : toNetwork(groups)
}

/** RFC 4193, link-local, loopback and the unspecified address. */
function isPrivateIpv6(groups: readonly number[]): boolean {
  const first = groups[0] ?? 0
  if ((first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80) return true
  return groups.slice(0, 7).every((group) => group === 0) && (groups[7] ?? 0) <= 1
}

function toMappedIpv4(groups: readonly number[]): string | undefined {
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (!isMapped) return undefined
  const [high = 0, low = 0] = groups.slice(6)
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

function toNetwork(groups: readonly number[]): string {
  const kept = groups.slice(0, 3)
  // 6to4 (RFC 3056) holds the caller's whole IPv4 address in bits 16 to 48: only its /24 may stay.
  if (kept[0] === 0x2002) kept[2] = (kept[2] ?? 0) & 0xff00
  while (kept.at(-1) === 0) kept.pop()
  return `${kept.map((group) => group.toString(16)).join(':')}::`
}

/** The eight groups of a valid IPv6 address. */
function toGroups(address: string): number[] {
  const [head = '', tail] = address.split('::')
  const left = parseGroups(head)
  if (tail === undefined) return left
  const right = parseGroups(tail)
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right]
}

function parseGroups(text: string): number[] {
  if (text === '') return []
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)]
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
    return [a * 256 + b, c * 256 + d]
  })
}
