/**
 * IP addresses as numbers.
 *
 * In: the text of an address. Out: its octets or groups, and the canonical text of those (RFC 5952).
 * Promise: what `node:net` does not take for an address is none, leading zeros and zones included.
 */
import { isIPv4, isIPv6 } from 'node:net'

/** Four octets, or eight groups of 16 bits. An IPv4-mapped address (`::ffff:…`) keeps that it was one. */
export type IpAddress =
  | { readonly version: 4; readonly octets: readonly number[]; readonly isMapped: boolean }
  | { readonly version: 6; readonly groups: readonly number[] }

/** Reads an address; undefined if the text is none. */
export function parseIp(text: string): IpAddress | undefined {
  if (isIPv4(text)) return { version: 4, octets: toOctets(text), isMapped: false }
  // A zone (`%eth0`) names an interface of some machine; no address that leaves it has one.
  if (!isIPv6(text) || text.includes('%')) return undefined
  const groups = toGroups(text)
  return isMapped(groups)
    ? {
        version: 4,
        octets: groups.slice(6).flatMap((group) => [group >> 8, group & 255]),
        isMapped: true
      }
    : { version: 6, groups }
}

/** The canonical text. */
export function toIpText(address: IpAddress): string {
  if (address.version === 6) return toIpv6Text(address.groups)
  return `${address.isMapped ? '::ffff:' : ''}${address.octets.join('.')}`
}

function toOctets(text: string): number[] {
  return text.split('.').map(Number)
}

function isMapped(groups: readonly number[]): boolean {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
}

function toGroups(text: string): number[] {
  const [head = '', tail] = text.split('::')
  const before = toPart(head)
  if (tail === undefined) return before
  const after = toPart(tail)
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after]
}

function toPart(text: string): number[] {
  if (text === '') return []
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)]
    const [a = 0, b = 0, c = 0, d = 0] = toOctets(group)
    return [a * 256 + b, c * 256 + d]
  })
}

function toIpv6Text(groups: readonly number[]): string {
  const [start, length] = longestZeros(groups)
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':')
  if (length < 2) return hex(groups)
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`
}

function longestZeros(groups: readonly number[]): readonly [start: number, length: number] {
  let best: readonly [number, number] = [0, 0]
  let start = 0
  groups.forEach((group, i) => {
    if (group !== 0) start = i + 1
    else if (i + 1 - start > best[1]) best = [start, i + 1 - start]
  })
  return best
}
