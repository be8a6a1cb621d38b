import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isItin } from '../../../src/scan/validators/itin.ts'
import { isSsn } from '../../../src/scan/validators/ssn.ts'

describe('ssn', () => {
  test('accepts numbers that were voided after they became known', () => {
    for (const text of ['078-05-1120', '078051120', '219 09 9999']) expect(isSsn(text)).toBe(true)
  })

  test.each([
    '000-05-1120',
    '666-05-1120',
    '900-05-1120',
    '999-05-1120',
    '078-00-1120',
    '078-05-0000',
    '111111111',
    '07805112',
    '0780511201',
    ''
  ])('rejects %s', (text) => {
    expect(isSsn(text)).toBe(false)
  })

  test('no number is both an SSN and an ITIN', () => {
    const nine = fc.integer({ min: 0, max: 999_999_999 }).map((n) => String(n).padStart(9, '0'))
    fc.assert(
      fc.property(nine, (digits) => !(isSsn(digits) && isItin(digits))),
      { numRuns: 2000 }
    )
  })
})

describe('itin', () => {
  test.each([
    '900-50-0000',
    '900-65-0000',
    '900-70-0000',
    '900-88-0000',
    '900-90-0000',
    '900-92-0000',
    '999-94-0000',
    '999-99-0000'
  ])('accepts %s', (text) => {
    expect(isItin(text)).toBe(true)
  })

  test.each([
    '900-49-0000',
    '900-66-0000',
    '900-69-0000',
    '900-89-0000',
    '900-93-0000',
    '800-70-0000'
  ])('rejects %s', (text) => {
    expect(isItin(text)).toBe(false)
  })
})
