/**
 * truncate: an IP address gives way to its network.
 *
 * In: the text of an address. Out: /24 for IPv4, /48 for IPv6, each still a valid address; anything else: the token.
 * Promise: the subscriber's part is gone, also where an IPv6 address carries an IPv4 one.
 */
import type { CompiledOperator } from '../operator.ts'
import { toToken } from '../token.ts'
import { parseIp, toIpText } from './ip-address.ts'

const SIX_TO_FOUR = 0x2002

export function createTruncate(): CompiledOperator {
  return {
    type: 'truncate',
    apply: (value, infoType) => truncate(value) ?? toToken(infoType),
    meaning: 'truncate(v4=24,v6=48)'
  }
}

function truncate(value: string): string | undefined {
  const address = parseIp(value)
  if (!address) return undefined
  if (address.version === 4)
    return toIpText({ ...address, octets: [...address.octets.slice(0, 3), 0] })
  return toNetworkText(address.groups)
}

// With five groups of zeros at the end, RFC 5952 shortens that run and no other.
function toNetworkText(groups: readonly number[]): string {
  const kept = firstThree(groups)
  while (kept.length > 0 && kept.at(-1) === 0) kept.pop()
  return `${kept.map((group) => group.toString(16)).join(':')}::`
}

// 6to4 (RFC 3056) writes a whole IPv4 address into bits 16 to 47: a /48 of it would hide nothing.
function firstThree([first = 0, second = 0, third = 0]: readonly number[]): number[] {
  return [first, second, first === SIX_TO_FOUR ? third & 0xff00 : third]
}
