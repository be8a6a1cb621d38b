/**
 * Addresses of Bitcoin, Litecoin, Dogecoin, Dash, Zcash, Tron and the XRP Ledger in base58check.
 *
 * In: matched text. Out: whether version and checksum are those of an address.
 * Promise: of random texts one in four thousand million is let through.
 *
 * Sources: Bitcoin developer reference, "List of address prefixes"; SLIP-0044 projects' chain parameters
 * (Litecoin 0x30 and 0x32, Dogecoin 0x1e and 0x16, Dash 0x4c and 0x10, Zcash 0x1cb8 and 0x1cbd, Tron 0x41);
 * XRP Ledger, "base58 encodings" (account id 0x00, in its own alphabet).
 */
import { decodeBase58, hasBase58Check, RIPPLE_ALPHABET } from './base58.ts'

const VERSIONS: ReadonlySet<number> = new Set([
  0x00, 0x05, 0x30, 0x32, 0x1e, 0x16, 0x4c, 0x10, 0x41, 0x6f, 0xc4
])
const ADDRESS_BYTES = 25
/** Zcash has two bytes of version. */
const ZCASH = [0xb8, 0xbd]

/** Whether the text is an address with the right checksum. */
export function isCryptoBase58(text: string): boolean {
  if (text.startsWith('r') && isAddress(decodeBase58(text, RIPPLE_ALPHABET))) return true
  return isAddress(decodeBase58(text))
}

function isAddress(bytes: readonly number[] | undefined): boolean {
  if (bytes === undefined) return false
  const [version, second] = bytes as readonly [number, number]
  const known =
    (bytes.length === ADDRESS_BYTES && VERSIONS.has(version)) ||
    (bytes.length === ADDRESS_BYTES + 1 && version === 0x1c && ZCASH.includes(second))
  return known && hasBase58Check(bytes)
}
