/**
 * The syntax of IP addresses.
 *
 * In: text. Out: the four bytes of an IPv4 address, or the eight groups of an IPv6 address, or nothing.
 * Promise: strict, as RFC 4291 section 2.2 has it: no leading zeros in IPv4, `::` at most once.
 */

/** The four bytes of a dotted quad. */
export function parseIpv4(text: string): readonly number[] | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  const bytes = parts.map((part) => (/^(?:0|[1-9][0-9]{0,2})$/.test(part) ? Number(part) : 256))
  return bytes.every((byte) => byte < 256) ? bytes : undefined
}

/** The eight 16-bit groups of an IPv6 address, also one that ends in a dotted quad. */
export function parseIpv6(text: string): readonly number[] | undefined {
  const halves = toHex(text).split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map(toGroups)
  if (head === undefined) return undefined
  if (tail === undefined)
    return halves.length === 1 && head.length === 8 && areValid(head) ? head : undefined
  const zeros = 8 - head.length - tail.length
  if (zeros < 1 || !areValid(head) || !areValid(tail)) return undefined
  return [...head, ...new Array<number>(zeros).fill(0), ...tail]
}

/** A dotted quad at the end becomes two groups; a wrong one becomes a wrong group. */
function toHex(text: string): string {
  const colon = text.lastIndexOf(':')
  if (!text.includes('.', colon)) return text
  const bytes = parseIpv4(text.slice(colon + 1))
  if (bytes === undefined) return 'x'
  const [a, b, c, d] = bytes as readonly [number, number, number, number]
  return `${text.slice(0, colon + 1)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
}

function toGroups(half: string): readonly number[] {
  if (half === '') return []
  return half
    .split(':')
    .map((group) => (/^[0-9A-Fa-f]{1,4}$/.test(group) ? Number.parseInt(group, 16) : -1))
}

function areValid(groups: readonly number[]): boolean {
  return groups.every((group) => group >= 0)
}
