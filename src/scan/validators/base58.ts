/**
 * Base58: numbers written without the characters that look alike (0, O, I, l).
 *
 * In: text. Out: its bytes, in the alphabet of Bitcoin or of Ripple, or undefined.
 * Promise: the text is at most 128 characters long, so the work (its square) is bounded.
 *
 * Source: Bitcoin developer reference, "Base58Check encoding"; XRP Ledger, "base58 encodings".
 */
import { createHash } from 'node:crypto'

export const BITCOIN_ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
export const RIPPLE_ALPHABET = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz'

const LONGEST = 128

/** The bytes that a text in base58 stands for; each leading zero digit is a zero byte. */
export function decodeBase58(
  text: string,
  alphabet: string = BITCOIN_ALPHABET
): readonly number[] | undefined {
  if (text.length > LONGEST) return undefined
  const bytes: number[] = []
  for (const character of text) {
    let carry = alphabet.indexOf(character)
    if (carry === -1) return undefined
    for (let i = 0; i < bytes.length; i++) {
      carry += (bytes[i] as number) * 58
      bytes[i] = carry & 255
      carry >>= 8
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255)
  }
  for (let i = 0; i < text.length && text[i] === alphabet[0]; i++) bytes.push(0)
  return bytes.reverse()
}

/** Whether the last four bytes are the double SHA-256 of those before. */
export function hasBase58Check(bytes: readonly number[]): boolean {
  const body = Buffer.from(bytes.slice(0, -4))
  const sum = sha256(sha256(body))
  return bytes.slice(-4).every((byte, i) => byte === sum[i])
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}
