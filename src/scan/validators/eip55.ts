/**
 * Ethereum addresses whose letters' case is their checksum (EIP-55).
 *
 * In: matched text, `0x` and forty hex digits. Out: whether the case of its letters is right.
 * Promise: addresses in one case are rejected: they have no checksum. Of random ones one in four thousand passes.
 *
 * Source: EIP-55, "Mixed-case checksum address encoding".
 */
import { keccak256 } from './keccak.ts'

/** Whether the address is written in mixed case and its case fits its hash. */
export function isEip55(text: string): boolean {
  const digits = /^0x([0-9a-fA-F]{40})$/.exec(text)?.[1]
  if (digits === undefined || !/[a-f]/.test(digits) || !/[A-F]/.test(digits)) return false
  const hash = keccak256(Buffer.from(digits.toLowerCase()))
  return Array.from(digits).every((digit, i) => {
    const nibble = ((hash[i >> 1] as number) >> (i % 2 === 0 ? 4 : 0)) & 15
    return digit === (nibble > 7 ? digit.toUpperCase() : digit.toLowerCase())
  })
}
