import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCardIssued } from '../../../src/scan/validators/card-issuer.ts'
import { hasEvenSeparators } from '../../../src/scan/validators/even-separators.ts'
import { isLuhn } from '../../../src/scan/validators/luhn.ts'
import { isTrackData } from '../../../src/scan/validators/track-data.ts'
import { withOneDigitChanged } from './change-digit.ts'

/** Test numbers of PayPal ("Card testing"), Stripe ("Testing") and Adyen ("Test card numbers"). */
const CARDS = [
  '4111111111111111',
  '4012888888881881',
  '4222222222222',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '30569309025904',
  '3056930009020004',
  '36227206271667',
  '3566002020360505',
  '6200000000000005',
  '6205500000000000004',
  '6304000000000000',
  '5063516945005047'
]

describe('luhn', () => {
  test.each(CARDS)('accepts the published test number %s', (number) => {
    expect(isLuhn(number)).toBe(true)
  })

  test('accepts a number whatever separates its digits', () => {
    for (const separator of [' ', '-', '.', ',', '_', '\u00a0', '\u2013', '\u2212']) {
      expect(isLuhn(`4111${separator}1111${separator}1111${separator}1111`)).toBe(true)
    }
  })

  test('rejects a number with any one digit changed', () => {
    fc.assert(
      fc.property(withOneDigitChanged(CARDS), (number) => !isLuhn(number)),
      { numRuns: 2000 }
    )
  })

  test('rejects zeros only and text without digits', () => {
    expect(isLuhn('0000000000000000')).toBe(false)
    expect(isLuhn('')).toBe(false)
    expect(isLuhn('card')).toBe(false)
  })
})

describe('card-issuer', () => {
  test.each(CARDS)('knows the issuer of %s', (number) => {
    expect(isCardIssued(number)).toBe(true)
  })

  test.each([
    ['Belkart', '9112000000000000'],
    ['Humo', '9860000000000000'],
    ['Uzcard', '8600000000000000'],
    ['Napas', '9704000000000000'],
    ['Korea, domestic', '9410000000000000'],
    ['RuPay', '8199000000000000'],
    ['RuPay, 60', '6080000000000000'],
    ['Mir', '2200000000000000'],
    ['Verve', '5061000000000000'],
    ['Elo', '6362970000000000'],
    ['Troy', '9792000000000000'],
    ['Diners Club of 19 digits', '3600000000000000000'],
    ['Mastercard, last of the 2-series', '2720990000000000']
  ])('knows the range of %s', (_, number) => {
    expect(isCardIssued(number)).toBe(true)
  })

  test.each([
    ['a prefix of no scheme', '9999999999999995'],
    ['a Visa number of 15 digits', '411111111111111'],
    ['an American Express number of 16 digits', '3782822463100050'],
    ['a Mastercard number just under its range', '2220990000000000'],
    ['a Mastercard number just over its range', '2721000000000004'],
    ['epoch microseconds', '1700000000000000'],
    ['epoch nanoseconds', '1700000000000000000'],
    ['a German barcode of 13 digits', '4006381333931'],
    ['nothing', '']
  ])('rejects %s', (_, number) => {
    expect(isCardIssued(number)).toBe(false)
  })
})

describe('even-separators', () => {
  test('accepts one kind of separator and none', () => {
    expect(hasEvenSeparators('4111111111111111')).toBe(true)
    expect(hasEvenSeparators('4111 1111 1111 1111')).toBe(true)
    expect(hasEvenSeparators('(078-05-1120)')).toBe(true)
  })

  test('rejects two kinds', () => {
    expect(hasEvenSeparators('4111 1111-1111 1111')).toBe(false)
    expect(hasEvenSeparators('693-09.4444')).toBe(false)
  })
})

describe('track-data', () => {
  test('accepts tracks one and two with a valid card number', () => {
    expect(isTrackData('%B4111111111111111^DOE/JANE^30121010000000000000?')).toBe(true)
    expect(isTrackData(';4111111111111111=30121010000000000000?')).toBe(true)
    expect(isTrackData('4111111111111111D30121010000')).toBe(true)
  })

  test('rejects a wrong check digit, a month that does not exist and too short a rest', () => {
    expect(isTrackData(';4111111111111112=30121010000000000000?')).toBe(false)
    expect(isTrackData(';4111111111111111=30131010000000000000?')).toBe(false)
    expect(isTrackData(';4111111111111111=3012?')).toBe(false)
  })
})
