import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64, decodeWholeBase64 } from '../../../src/scan/decode/base64.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodesStrictly(run: string): string | null {
  try {
    return strict.decode(Buffer.from(run, 'base64'))
  } catch {
    return null
  }
}

test('decodes text of any script, padded or not, in either alphabet', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 20, maxLength: 80 }),
      fc.constantFrom('base64' as const, 'base64url' as const),
      (text, encoding) => {
        fc.pre([...text].every((char) => char >= ' ' && char !== '\u007f'))
        const clean = Buffer.from(text).toString('utf8')
        expect(decodeWholeBase64(Buffer.from(text).toString(encoding))).toBe(clean)
      }
    ),
    { numRuns: 500, seed: 1 }
  )
})

test('decodes no bytes that are not strict UTF-8, and then whatever a strict decoder reads', () => {
  const bytes = fc
    .tuple(
      fc.constantFrom('plain text, ', 'äöü 한국어 '),
      fc.uint8Array({ minLength: 8, maxLength: 24 })
    )
    .map(([head, tail]) => Buffer.concat([Buffer.from(head), tail]).toString('base64'))
  fc.assert(
    fc.property(bytes, (run) => {
      expect(decodeBase64(run)).toBe(decodesStrictly(run))
    }),
    { numRuns: 2000, seed: 1 }
  )
})

test.each([
  ['an overlong form', [0xc0, 0xaf]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['more than U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ['a sequence that is cut', [0xe2, 0x82]],
  ['a lone continuation', [0x80]]
])('does not read %s as text', (_, bytes) => {
  const run = Buffer.from([...Buffer.from('eighteen bytes of.'), ...bytes]).toString('base64')
  expect(decodeBase64(run)).toBeNull()
})

test('a UUID is no base64 of text', () => {
  expect(decodeWholeBase64('01900a1b-2c3d-7e4f-a5b6-c7d8e9f0a1b2')).toBeNull()
})
