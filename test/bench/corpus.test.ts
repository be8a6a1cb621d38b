/** The generated corpora: the same each time, and labelled rightly. */
import { expect, test } from 'vitest'
import {
  withBusinessCheck,
  withIbanCheck,
  withLuhn,
  withRrnCheck
} from '../../bench/corpus/checksums.ts'
import { createRandom } from '../../bench/corpus/random.ts'
import { requestRecord } from '../../bench/corpus/records.ts'
import { syntheticLines } from '../../bench/corpus/synthetic.ts'
import { readings } from '../../bench/detection/synthetic.ts'

test('gives the same lines for the same seed', () => {
  expect(syntheticLines(7, 3)).toEqual(syntheticLines(7, 3))
  expect(syntheticLines(7, 3)).not.toEqual(syntheticLines(8, 3))
})

test('writes each value so that a reader of the line can decode it', () => {
  const hidden = syntheticLines(7, 12).filter(
    ({ line, value }) => !readings(line).some((text) => text.includes(value))
  )
  expect(hidden.map(({ kind, place }) => `${kind}, ${place}`)).toEqual([])
})

test('writes JSON wherever it says so', () => {
  const json = syntheticLines(7, 12).filter(({ place }) => place !== 'text line')
  expect(() => json.map(({ line }) => JSON.parse(line))).not.toThrow()
})

// https://en.wikipedia.org/wiki/Luhn_algorithm
test('makes the check digit of the published Luhn example', () => {
  expect(withLuhn('1789372997')).toBe('17893729974')
})

// SWIFT IBAN registry, United Kingdom and Germany
test('makes the check digits of the IBAN registry’s examples', () => {
  expect(withIbanCheck('GB', 'NWBK60161331926819')).toBe('GB29NWBK60161331926819')
  expect(withIbanCheck('DE', '370400440532013000')).toBe('DE89370400440532013000')
})

// Weights written out by hand: 2·1 + 3·2 + … for 123456-123456.
test('makes the check digit of a Korean resident number', () => {
  const sum = 2 + 6 + 12 + 20 + 30 + 42 + 8 + 18 + 6 + 12 + 20 + 30
  expect(withRrnCheck('123456123456')).toBe(`123456123456${(11 - (sum % 11)) % 10}`)
})

// 1·1 + 3·2 + 7·3 + 1·4 + 3·5 + 7·6 + 1·7 + 3·8 + 5·9 + floor(45 / 10) = 169
test('makes the check digit of a Korean business number', () => {
  expect(withBusinessCheck('123456789')).toBe('1234567891')
})

test('makes request records of about 800 bytes', () => {
  const random = createRandom(1)
  const sizes = Array.from(
    { length: 50 },
    () => JSON.stringify(requestRecord(random).fields).length
  )
  expect(Math.min(...sizes)).toBeGreaterThan(500)
  expect(Math.max(...sizes)).toBeLessThan(900)
})
