/**
 * Solana addresses: 32 bytes in base58, without any checksum.
 *
 * In: matched text. Out: whether it decodes to 32 bytes and is not one letter or word repeated.
 * Promise: little is proved; ask for a key beside it.
 *
 * Source: Solana documentation, "Accounts": an address is an Ed25519 public key.
 */
import { decodeBase58 } from './base58.ts'

/** Whether the text holds 32 bytes and both letters and digits. */
export function isSolana(text: string): boolean {
  return /[0-9]/.test(text) && /[A-Za-z]/.test(text) && decodeBase58(text)?.length === 32
}
