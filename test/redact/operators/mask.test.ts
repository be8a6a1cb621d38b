import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMask } from '../../../src/redact/operators/mask.ts'
import { isMasked } from '../../../src/redact/token.ts'

const mask = (value: string, show?: number, char?: string): string =>
  createMask(show, char).apply(value, 'ANY')

// Test numbers as published by Stripe and Adyen.
test.each([
  ['4111111111111111', '************1111'],
  ['4111 1111 1111 1111', '**** **** **** 1111'],
  ['4111-1111-1111-1111', '****-****-****-1111'],
  ['4111.1111_1111/1111', '****.****_****/1111'],
  ['4111\u00a01111\u00a01111\u00a01111', '**** **** **** 1111'],
  ['4111\u20131111\u20131111\u20131111', '****-****-****-1111'],
  ['3782 822463 10005', '**** ****** **005'],
  ['+1 (212) 555-0123', '+* (***) ***-**23']
])('masks the digits of %s and keeps its groups', (value, masked) => {
  expect(mask(value)).toBe(masked)
})

test('masks separators too where the value is not groups of digits', () => {
  expect(mask('jane.doe@example.com')).toBe('*****************com')
  expect(mask('correct horse')).toBe('**********rse')
})

test('shows at most a quarter of a short value', () => {
  expect(mask('1234567')).toBe('******7')
  expect(mask('123')).toBe('***')
  expect(mask('a')).toBe('*')
  expect(mask('')).toBe('')
})

test('shows fewer if told so, and never more than four', () => {
  expect(mask('4111111111111111', 0)).toBe('****************')
  expect(mask('4111111111111111', 2)).toBe('**************11')
  expect(mask('4111111111111111', 9)).toBe('************1111')
})

test('takes another character', () => {
  expect(mask('4111 1111 1111 1111', 4, 'X')).toBe('XXXX XXXX XXXX 1111')
})

test('shows nothing that is not ASCII, whole characters by one star each', () => {
  expect(mask('김철수김철수김철수')).toBe('*********')
  expect(mask('pässwörter12é')).toBe('**********12*')
  expect(mask('👋👋👋👋')).toBe('****')
})

test('leaves nothing of a value that is made of separators', () => {
  expect(mask('.-.-.-')).toBe('******')
  expect(mask('\u2014 \u2014')).toBe('***')
})

const anyValue = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'0123456789 -._/()+\u00a0\u2013*xX#'), maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'abz019 -.@*é'), maxLength: 40 })
)
const anyShow = fc.integer({ min: 0, max: 4 })
const anyChar = fc.constantFrom('*', '#')

test('never shows more than four characters or a quarter, and only those at the end', () => {
  fc.assert(
    fc.property(anyValue, anyShow, anyChar, (value, show, char) => {
      const shown = mask(value, show, char).replace(/[^0-9A-Za-z]/g, '')
      expect(shown.length).toBeLessThanOrEqual(Math.min(show, Math.floor([...value].length / 4)))
      expect(value.replace(/[^0-9A-Za-z]/g, '').endsWith(shown)).toBe(true)
    }),
    { numRuns: 2000 }
  )
})

test('gives ASCII that needs no escape in JSON, one character for each', () => {
  fc.assert(
    fc.property(anyValue, anyShow, anyChar, (value, show, char) => {
      const masked = mask(value, show, char)
      expect(masked).toMatch(/^[ -~]*$/)
      expect(JSON.stringify(masked)).toBe(`"${masked}"`)
      expect(masked.length).toBe([...value].length)
    }),
    { numRuns: 2000 }
  )
})

test('masking a mask changes nothing', () => {
  fc.assert(
    fc.property(anyValue, anyShow, fc.constantFrom('*', '#', 'x', 'X'), (value, show, char) => {
      const once = mask(value, show, char)
      expect(mask(once, show, char)).toBe(once)
    }),
    { numRuns: 5000 }
  )
})

test('a masked value of three stars or more counts as masked', () => {
  const digits = fc.stringMatching(/^[0-9]{4,30}$/)
  fc.assert(
    fc.property(digits, (value) => {
      expect(isMasked(mask(value))).toBe(true)
    })
  )
})

test('no run of more than four digits is left', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(mask(value)).not.toMatch(/[0-9]{5}/)
    })
  )
})
