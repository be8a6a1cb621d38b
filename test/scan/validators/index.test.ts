import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VALIDATORS } from '../../../src/scan/validators/index.ts'

const NAMES = Object.keys(VALIDATORS)
/** Files that validators share and that are none themselves. */
const SHARED = [
  'base58',
  'calendar',
  'digits',
  'index',
  'ip-address',
  'iso7064',
  'keccak',
  'national'
]

test('every validator is named after its file', () => {
  const files = readdirSync('src/scan/validators').map((file) => file.replace(/\.ts$/, ''))
  expect([...NAMES].sort()).toEqual(files.filter((file) => !SHARED.includes(file)).sort())
})

test.each(NAMES)('%s answers for any text and remembers nothing', (name) => {
  const accepts = VALIDATORS[name] as (text: string) => boolean
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('0', '1', '9', ' ', '-', '.', '@', ':', 'a', 'Z') })
  )
  fc.assert(
    fc.property(text, (value) => {
      const first = accepts(value)
      return typeof first === 'boolean' && accepts(value) === first
    }),
    { numRuns: 300 }
  )
})
