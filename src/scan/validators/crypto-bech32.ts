/**
 * Addresses in bech32 and bech32m (Bitcoin and Litecoin segregated witness, Cardano).
 *
 * In: matched text. Out: whether its checksum is right and, for a witness, whether its version fits the encoding.
 * Promise: up to four wrong characters are always noticed, as BIP-173 proves.
 *
 * Sources: BIP-173, BIP-350; CIP-19 for Cardano.
 */

const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const BECH32 = 1
const BECH32M = 0x2bc830a3
const WITNESS: ReadonlySet<string> = new Set(['bc', 'tb', 'bcrt', 'ltc', 'tltc'])
const LONGEST = 128

/** Whether the text is an address with the right checksum; letters are all of one case. */
export function isCryptoBech32(text: string): boolean {
  if (text.length > LONGEST || (text !== text.toLowerCase() && text !== text.toUpperCase()))
    return false
  const lower = text.toLowerCase()
  const separator = lower.lastIndexOf('1')
  const prefix = lower.slice(0, separator)
  const values = Array.from(lower.slice(separator + 1), (character) => CHARSET.indexOf(character))
  if (separator < 1 || values.length < 8 || values.includes(-1)) return false
  const sum = polymod([...expand(prefix), ...values])
  if (!WITNESS.has(prefix)) return sum === BECH32
  // BIP-350: version 0 is bech32, all others bech32m
  return sum === (values[0] === 0 ? BECH32 : BECH32M)
}

function expand(prefix: string): readonly number[] {
  const codes = Array.from(prefix, (character) => character.charCodeAt(0))
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
}

function polymod(values: readonly number[]): number {
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (const [i, generator] of GENERATORS.entries()) if ((top >> i) & 1) sum ^= generator
  }
  return sum
}
