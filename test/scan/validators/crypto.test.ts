import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase58 } from '../../../src/scan/validators/base58.ts'
import { isCryptoBase58 } from '../../../src/scan/validators/crypto-base58.ts'
import { isCryptoBech32 } from '../../../src/scan/validators/crypto-bech32.ts'
import { isEip55 } from '../../../src/scan/validators/eip55.ts'
import { keccak256 } from '../../../src/scan/validators/keccak.ts'
import { isMonero } from '../../../src/scan/validators/monero.ts'
import { isSolana } from '../../../src/scan/validators/solana.ts'

/** Published: Bitcoin wiki's examples, the XRP Ledger's genesis account, Tether's contract on Tron. */
const BASE58 = [
  '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
  '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy',
  'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
  'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
]
/** The test vectors of BIP-173 and BIP-350. */
const BECH32 = [
  'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
  'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
  'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7'
]
/** The test cases of EIP-55. */
const MIXED_CASE = [
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb'
]
/** The Monero project's published address for donations. */
const MONERO =
  '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A'
/** The address of wrapped SOL. */
const SOLANA = 'So11111111111111111111111111111111111111112'

/** One character of a text replaced by another of the same alphabet. */
function changed(texts: readonly string[], alphabet: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.nat(), fc.constantFrom(...alphabet))
    .map(([text, place, other]) => {
      const at = 4 + (place % (text.length - 4))
      return text[at] === other ? '' : text.slice(0, at) + other + text.slice(at + 1)
    })
    .filter((text) => text !== '')
}

describe('crypto-base58', () => {
  test.each(BASE58)('accepts %s', (address) => {
    expect(isCryptoBase58(address)).toBe(true)
  })

  test('rejects an address of which one character differs', () => {
    const wrong = changed(BASE58, '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz')
    fc.assert(fc.property(wrong, (text) => !isCryptoBase58(text)))
  })

  test.each([
    ['a character that base58 leaves out', BASE58[0]?.replace('B', '0') ?? ''],
    ['nothing', ''],
    ['ones', '1'.repeat(34)]
  ])('rejects %s', (_, text) => {
    expect(isCryptoBase58(text)).toBe(false)
  })

  test('base58 keeps leading zeros and gives up on long texts', () => {
    expect(decodeBase58('112')).toEqual([0, 0, 1])
    expect(decodeBase58('2'.repeat(129))).toBeUndefined()
  })
})

describe('crypto-bech32', () => {
  test.each(BECH32)('accepts %s', (address) => {
    expect(isCryptoBech32(address)).toBe(true)
  })

  test('rejects an address of which one character differs', () => {
    const wrong = changed([BECH32[0] as string], 'qpzry9x8gf2tvdw0s3jn54khce6mua7l')
    fc.assert(fc.property(wrong, (text) => !isCryptoBech32(text)))
  })

  test.each([
    ['both cases in one', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kV8f3t4'],
    [
      'version 1 with the checksum of version 0',
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd'
    ],
    ['a prefix alone', 'bc1'],
    ['no separator', 'qpzry9x8gf2tvdw0s3jn54khce6mua7l']
  ])('rejects %s', (_, text) => {
    expect(isCryptoBech32(text)).toBe(false)
  })
})

describe('keccak256', () => {
  const hex = (text: string): string => Buffer.from(keccak256(Buffer.from(text))).toString('hex')

  test('of nothing and of a word is what Ethereum documents', () => {
    expect(hex('')).toBe('c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470')
    expect(hex('hello')).toBe('1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8')
  })

  test('pads texts around a block\u2019s end', () => {
    expect(new Set([134, 135, 136, 137].map((size) => hex('a'.repeat(size)))).size).toBe(4)
  })
})

describe('eip55', () => {
  test.each(MIXED_CASE)('accepts %s', (address) => {
    expect(isEip55(address)).toBe(true)
  })

  test('rejects an address with one letter in the other case', () => {
    for (const address of MIXED_CASE)
      for (let at = 2; at < address.length; at++) {
        const letter = address[at] as string
        if (!/[a-f]/i.test(letter)) continue
        const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
        expect(isEip55(address.slice(0, at) + other + address.slice(at + 1))).toBe(false)
      }
  })

  test.each([
    ['one case', MIXED_CASE[0]?.toLowerCase() ?? ''],
    ['a transaction\u2019s hash', `0x${'aB'.repeat(32)}`],
    ['digits alone', `0x${'12'.repeat(20)}`]
  ])('rejects %s', (_, text) => {
    expect(isEip55(text)).toBe(false)
  })
})

describe('monero', () => {
  test('accepts an address with the right checksum and rejects a wrong one', () => {
    expect(isMonero(MONERO)).toBe(true)
    const wrong = changed([MONERO], '123456789ABCDEFGHJKLMNPQRSTUVWXYZ')
    fc.assert(
      fc.property(wrong, (text) => !isMonero(text)),
      { numRuns: 30 }
    )
  })

  test('rejects other lengths', () => {
    expect(isMonero(MONERO.slice(0, -1))).toBe(false)
    expect(isMonero(`${MONERO}1`)).toBe(false)
  })
})

describe('solana', () => {
  test('accepts 32 bytes', () => {
    expect(isSolana(SOLANA)).toBe(true)
  })

  test.each([
    ['letters alone', 'abcdefghijkmnopqrstuvwxyzABCDEFGH'],
    ['more bytes', `${SOLANA}zz`],
    ['fewer bytes', SOLANA.slice(0, 30)]
  ])('rejects %s', (_, text) => {
    expect(isSolana(text)).toBe(false)
  })
})
