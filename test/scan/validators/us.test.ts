import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDea } from '../../../src/scan/validators/dea.ts'
import { isEin } from '../../../src/scan/validators/ein.ts'
import { isItin } from '../../../src/scan/validators/itin.ts'
import { isNpi } from '../../../src/scan/validators/npi.ts'
import { isSsn } from '../../../src/scan/validators/ssn.ts'
import { withOneDigitChanged } from './change-digit.ts'

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

describe('npi', () => {
  /** The example of the Centers for Medicare & Medicaid Services, and one counted up from it. */
  const NUMBERS = ['1234567893', '1234567901']

  test.each(NUMBERS)('accepts %s', (number) => {
    expect(isNpi(number)).toBe(true)
  })

  test('rejects a number with any one digit changed', () => {
    fc.assert(fc.property(withOneDigitChanged(NUMBERS), (number) => !isNpi(number)))
  })

  test.each(['3234567891', '123456789', '12345678930', ''])('rejects %s', (text) => {
    expect(isNpi(text)).toBe(false)
  })
})

describe('dea', () => {
  test.each(['AB1234563', 'ab1234563', 'F91234563', 'BB1388568', 'MB-1234563'])(
    'accepts %s',
    (number) => {
      expect(isDea(number)).toBe(true)
    }
  )

  test('rejects every other check digit', () => {
    for (const digit of '012456789') expect(isDea(`AB123456${digit}`)).toBe(false)
  })

  test.each([
    ['a registrant letter that is not in use', 'QB1234563'],
    ['zeros', 'AB0000000'],
    ['one letter', 'A1234563'],
    ['a digit more', 'AB12345630'],
    ['nothing', '']
  ])('rejects %s', (_, text) => {
    expect(isDea(text)).toBe(false)
  })
})

describe('ein', () => {
  test.each(['12-3456789', '123456789', '95-0000001'])('accepts %s', (number) => {
    expect(isEin(number)).toBe(true)
  })

  test.each(['07-3456789', '00-3456789', '89-3456789', '111111111', '12-345678', ''])(
    'rejects %s',
    (text) => {
      expect(isEin(text)).toBe(false)
    }
  )
})
