import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCovered } from '../../src/scan/covered.ts'
import { createKnownTexts } from '../../src/scan/known-texts.ts'
import { isIban, mayBeIban } from '../../src/scan/validators/iban.ts'

const unitsOf = (text: string) =>
  Uint16Array.from({ length: text.length + 1 }, (_, at) => text.charCodeAt(at) || 0)

// ISO 13616's own example and the registry's, none of them an account
const VALID = [
  'GB82WEST12345698765432',
  'DE89370400440532013000',
  'FR1420041010050500013M02606',
  'NO9386011117947',
  'AT611904300234573201'
]

test('the look takes each number that the validator takes, grouped or not, in either case', () => {
  for (const iban of VALID) {
    expect(isIban(iban)).toBe(true)
    const grouped = iban.replace(/.{4}(?=.)/g, '$& ')
    for (const text of [iban, grouped, grouped.toLowerCase(), `${iban} and more`])
      expect(mayBeIban(unitsOf(text), 0)).toBe(true)
  }
})

test('the look refuses what the validator refuses: a wrong digit, an unknown country, hex digits', () => {
  for (const text of ['GB82WEST12345698765433', 'XX89370400440532013000', 'de893704ab440532013000'])
    expect(mayBeIban(unitsOf(text), 0)).toBe(false)
})

test('whatever is changed in a number, the look and the validator agree where all of it stands', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...VALID),
      fc.nat(40),
      fc.constantFrom(...'0123456789ABCXYZ'),
      (iban, at, char) => {
        const place = at % iban.length
        const text = iban.slice(0, place) + char + iban.slice(place + 1)
        if (isIban(text)) expect(mayBeIban(unitsOf(text), 0)).toBe(true)
      }
    ),
    { numRuns: 2000, seed: 3 }
  )
})

test('a piece of text is known again by its letters, not by its place', () => {
  const known = createKnownTexts<number>(2)
  const codes = unitsOf('one two one six')
  known.set(codes, 0, 3, 1)
  expect(known.get(codes, 8, 11)).toBe(1)
  expect(known.get(codes, 4, 7)).toBeUndefined()
  for (let end = 4; end < 15; end++) known.set(codes, 0, end, end)
  for (let end = 4; end < 15; end++) expect([end, undefined]).toContain(known.get(codes, 0, end))
})

test('a range is covered up to where its part was searched, and in no other text', () => {
  const covered = createCovered(2)
  expect(covered.until(0, 0)).toBe(-1)
  covered.note(0, 10, 20)
  covered.note(0, 15, 30)
  expect(covered.until(0, 10)).toBe(30)
  expect(covered.until(0, 9)).toBe(-1)
  expect(covered.until(0, 31)).toBe(-1)
  expect(covered.until(1, 15)).toBe(-1)
  covered.forget()
  expect(covered.until(0, 15)).toBe(-1)
})
