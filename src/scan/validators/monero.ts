/**
 * Monero addresses: base58 in blocks of eleven characters, with a Keccak checksum.
 *
 * In: matched text. Out: whether network byte, length and checksum are those of an address.
 *
 * Source: Monero, "Standard address" and "Integrated address": network bytes 18, 19 and 42 of the main network.
 */
import { decodeBase58 } from './base58.ts'
import { keccak256 } from './keccak.ts'

const NETWORKS = [18, 19, 42]
const BLOCK = 11
const BLOCK_BYTES = 8
/** How many bytes a last block of so many characters holds. */
const LAST_BLOCK: Readonly<Record<number, number>> = { 7: 5, 11: 8 }

/** Whether the text is an address of 95 or 106 characters with the right checksum. */
export function isMonero(text: string): boolean {
  if (text.length !== 95 && text.length !== 106) return false
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += BLOCK) {
    const block = text.slice(at, at + BLOCK)
    const decoded = decodeBlock(block, LAST_BLOCK[block.length] ?? BLOCK_BYTES)
    if (decoded === undefined) return false
    bytes.push(...decoded)
  }
  const sum = keccak256(Uint8Array.from(bytes.slice(0, -4)))
  const isChecked = bytes.slice(-4).every((byte, i) => byte === sum[i])
  return NETWORKS.includes(bytes[0] as number) && isChecked
}

/** A block is a number of a fixed size, so its leading zero digits stand for no bytes. */
function decodeBlock(block: string, size: number): readonly number[] | undefined {
  const bytes = decodeBase58(block.replace(/^1+/, ''))
  if (bytes === undefined || bytes.length > size) return undefined
  return [...new Array<number>(size - bytes.length).fill(0), ...bytes]
}
