import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isKoreaAccount } from '../../../src/scan/validators/kr-account.ts'
import { isGroupedKoreaAccount } from '../../../src/scan/validators/kr-account-grouped.ts'
import { isKoreaBrn } from '../../../src/scan/validators/kr-brn.ts'
import { isKoreaCrn } from '../../../src/scan/validators/kr-crn.ts'
import { isKoreaRrn } from '../../../src/scan/validators/kr-rrn.ts'
import { isCheckedKoreaRrn } from '../../../src/scan/validators/kr-rrn-checked.ts'
import { isMaskedKoreaRrn } from '../../../src/scan/validators/kr-rrn-masked.ts'
import { withOneDigitChanged } from './change-digit.ts'

/** Constructed: a date, digits counted up, the check digit worked out. */
const CHECKED = ['9912312123452', '8505053123459', '0002294123457']
const FOREIGN = ['9912316123453', '8505057123450']

/** The last digit replaced by each of the nine others. */
function wrongEndings(number: string): readonly string[] {
  const last = Number(number.at(-1))
  return Array.from({ length: 9 }, (_, step) => number.slice(0, -1) + ((last + step + 1) % 10))
}

describe('kr-rrn', () => {
  test('accepts a number whatever its check digit is', () => {
    for (const number of CHECKED.flatMap((each) => [each, ...wrongEndings(each)])) {
      expect(isKoreaRrn(number)).toBe(true)
    }
  })

  test('accepts foreigners\u2019 numbers and separators', () => {
    expect(isKoreaRrn('900101-5234567')).toBe(true)
    expect(isKoreaRrn('900101 – 1234567')).toBe(true)
  })

  test.each([
    ['month 13', '901301-1234567'],
    ['30 February', '900230-1234567'],
    ['29 February of a common year', '010229-3234567'],
    ['29 February of 1900', '000229-1234567'],
    ['day 0', '900100-1234567'],
    ['gender digit 0', '960303-0021413'],
    ['gender digit 9', '051102-9234110'],
    ['twelve digits', '900101-123456'],
    ['masked digits', '900101-1******']
  ])('rejects %s', (_, text) => {
    expect(isKoreaRrn(text)).toBe(false)
  })
})

describe('kr-rrn-checked', () => {
  test('accepts the right check digit', () => {
    for (const number of [...CHECKED, ...FOREIGN]) expect(isCheckedKoreaRrn(number)).toBe(true)
  })

  test('accepts both check digits that sources give for foreigners', () => {
    expect(FOREIGN.map((number) => wrongEndings(number).filter(isCheckedKoreaRrn).length)).toEqual([
      1, 1
    ])
  })

  test('rejects every other ending of a Korean\u2019s number', () => {
    for (const number of CHECKED.flatMap(wrongEndings))
      expect(isCheckedKoreaRrn(number)).toBe(false)
  })

  test('rejects all epoch milliseconds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000_000_000, max: 2_556_143_999_999 }),
        (ms) => !isCheckedKoreaRrn(String(ms))
      )
    )
  })

  test('rejects a Korean barcode whose digits read as a birth date', () => {
    const barcodes = Array.from(
      { length: 100_000 },
      (_, item) => `8801111${String(item).padStart(5, '0')}`
    ).map((digits) => digits + eanCheckDigit(digits))
    expect(barcodes.filter(isCheckedKoreaRrn)).toEqual([])
  })
})

function eanCheckDigit(digits: string): number {
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0
  )
  return (10 - (sum % 10)) % 10
}

describe('kr-brn', () => {
  const numbers = ['1234506782', '1018100001', '9998800009']

  test('accepts the right check digit, with dashes or without', () => {
    for (const number of numbers) expect(isKoreaBrn(number)).toBe(true)
    expect(isKoreaBrn('123-45-06782')).toBe(true)
  })

  test('rejects every other ending, other lengths and tax offices below 101', () => {
    for (const number of numbers.flatMap(wrongEndings)) expect(isKoreaBrn(number)).toBe(false)
    expect(isKoreaBrn('12345067820')).toBe(false)
    expect(isKoreaBrn('0000000000')).toBe(false)
  })
})

describe('kr-crn', () => {
  test('accepts the example of the rule that defines it', () => {
    expect(isKoreaCrn('110111-0062432')).toBe(true)
  })

  test('rejects it with any one digit at an odd place changed', () => {
    const odd = withOneDigitChanged(['1101110062432']).filter((number) => {
      const at = [...number].findIndex((digit, index) => digit !== '1101110062432'[index])
      return at % 2 === 0
    })
    fc.assert(fc.property(odd, (number) => !isKoreaCrn(number)))
  })

  test('rejects every other ending and zeros', () => {
    for (const number of wrongEndings('1101110062432')) expect(isKoreaCrn(number)).toBe(false)
    expect(isKoreaCrn('0000000000000')).toBe(false)
  })
})

describe('kr-account', () => {
  test('accepts ten to fourteen digits', () => {
    expect(isKoreaAccount('110-123-456789')).toBe(true)
    expect(isKoreaAccount('11012345678901')).toBe(true)
  })

  test('rejects dates, epoch milliseconds and other lengths', () => {
    expect(isKoreaAccount('2024-01-31 123456')).toBe(false)
    expect(isKoreaAccount('1700000000000')).toBe(false)
    expect(isKoreaAccount('123456789')).toBe(false)
  })
})

describe('kr-rrn-masked', () => {
  test.each([
    '900101-1******',
    '900101-*******',
    '9001011******',
    '900101-12345**',
    '900101 - 3●●●●●●',
    '******-1234567'
  ])('accepts %s', (text) => {
    expect(isMaskedKoreaRrn(text)).toBe(true)
  })

  test.each([
    ['month 13', '901301-1******'],
    ['day 0', '900100-1******'],
    ['gender digit 9', '900101-9******'],
    ['one sign too many', '900101-1*******'],
    ['one too few', '900101-1*****'],
    ['nothing left', '******-*******'],
    ['nothing masked', '900101-1234567'],
    ['digits after the mask', '900101-1*****1']
  ])('rejects %s', (_, text) => {
    expect(isMaskedKoreaRrn(text)).toBe(false)
  })
})

describe('kr-account-grouped', () => {
  test.each([
    ['국민', '123456-01-123456'],
    ['국민, old', '123-45-6789-012'],
    ['신한', '110-123-456789'],
    ['우리', '1002-123-456789'],
    ['하나', '123-456789-12345'],
    ['농협', '301-1234-5678-91'],
    ['기업', '123-456789-12-123'],
    ['카카오뱅크', '3333-01-1234567'],
    ['토스뱅크', '1000-1234-5678'],
    ['케이뱅크', '100-123-456789'],
    ['새마을금고', '9002-1234-5678-1'],
    ['우체국', '123456-02-123456'],
    ['SC제일', '123-20-123456'],
    ['씨티', '123-123456-123'],
    ['대구', '504-10-123456-7'],
    ['부산', '112-2001-2345-67'],
    ['전북', '102-01-1234567'],
    ['제주', '12-34-567890'],
    ['신협', '131-012-345678']
  ])('accepts the groups of %s', (_, text) => {
    expect(isGroupedKoreaAccount(text)).toBe(true)
  })

  test.each([
    ['a date and a serial', '2024-01-1234567'],
    ['a date', '2024-01-31'],
    ['two separators', '110-123 456789'],
    ['groups of no bank', '1-2345-67890123'],
    ['a mobile number', '010-1234-5678'],
    ['a parcel\u2019s number', '5678-1234-9012'],
    ['no groups', '110123456789']
  ])('rejects %s', (_, text) => {
    expect(isGroupedKoreaAccount(text)).toBe(false)
  })
})
