import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAbaRouting } from '../../../src/scan/validators/aba-routing.ts'
import { isClabe } from '../../../src/scan/validators/clabe.ts'
import { isIban } from '../../../src/scan/validators/iban.ts'
import { isNotDate } from '../../../src/scan/validators/not-date.ts'
import { isSwiftBic } from '../../../src/scan/validators/swift-bic.ts'
import { withOneDigitChanged } from './change-digit.ts'

/** The examples of SWIFT's IBAN registry. */
const IBANS = [
  'GB82WEST12345698765432',
  'DE89370400440532013000',
  'FR1420041010050500013M02606',
  'NO9386011117947',
  'MT84MALT011000012345MTLCAST001S',
  'NL91ABNA0417164300',
  'BE68539007547034',
  'CH9300762011623852957',
  'ES9121000418450200051332',
  'AT611904300234573201'
]

describe('iban', () => {
  test.each(IBANS)('accepts the registry\u2019s example %s', (iban) => {
    expect(isIban(iban)).toBe(true)
  })

  test('accepts lower case and groups of four', () => {
    expect(isIban('gb82west12345698765432')).toBe(true)
    expect(isIban('GB82 WEST 1234 5698 7654 32')).toBe(true)
    expect(isIban('GB82-WEST-1234-5698-7654-32')).toBe(true)
  })

  test('rejects a number with any one digit changed', () => {
    fc.assert(
      fc.property(withOneDigitChanged(IBANS), (iban) => !isIban(iban)),
      { numRuns: 2000 }
    )
  })

  test('rejects a number with any one letter of its account changed', () => {
    for (const letter of 'ABCDFGHIJKLMNOPQRSTUVWXYZ') {
      expect(isIban(`GB82W${letter}ST12345698765432`)).toBe(false)
    }
  })

  test.each([
    ['a length of another country', 'DE8937040044053201300'],
    ['a letter where the country has digits', 'DE89A70400440532013000'],
    ['a country without IBAN', 'US89370400440532013000'],
    ['a name that every object has', 'constructor'],
    ['nothing', '']
  ])('rejects %s', (_, text) => {
    expect(isIban(text)).toBe(false)
  })
})

describe('aba-routing', () => {
  test('accepts the routing number of Stripe\u2019s test mode, grouped or not', () => {
    expect(isAbaRouting('110000000')).toBe(true)
    expect(isAbaRouting('1100-0000-0')).toBe(true)
  })

  test('rejects a number with any one digit changed', () => {
    const routing = ['110000000', '122105155', '021000021']
    for (const number of routing) expect(isAbaRouting(number)).toBe(true)
    fc.assert(fc.property(withOneDigitChanged(routing), (number) => !isAbaRouting(number)))
  })

  test('rejects prefixes that are not assigned, zeros and other lengths', () => {
    expect(isAbaRouting('421042111')).toBe(false)
    expect(isAbaRouting('990000000')).toBe(false)
    expect(isAbaRouting('000000000')).toBe(false)
    expect(isAbaRouting('1100000000')).toBe(false)
  })
})

describe('swift-bic', () => {
  test('accepts codes whose fifth and sixth letters are a country', () => {
    expect(isSwiftBic('DEUTDEFF')).toBe(true)
    expect(isSwiftBic('NEDSZAJJXXX')).toBe(true)
  })

  test('rejects words', () => {
    expect(isSwiftBic('SOFTWARE')).toBe(false)
    expect(isSwiftBic('DEUTXXFF')).toBe(false)
  })
})

describe('clabe', () => {
  /** The example that Banco de México's documentation works out. */
  const NUMBER = '032180000118359719'

  test('accepts a number, grouped or not', () => {
    expect(isClabe(NUMBER)).toBe(true)
    expect(isClabe('032 180 00011835971 9')).toBe(true)
  })

  test('rejects a number with any one digit changed', () => {
    fc.assert(fc.property(withOneDigitChanged([NUMBER]), (number) => !isClabe(number)))
  })

  test.each(['000000000000000000', '03218000011835971', '0321800001183597190', ''])(
    'rejects %s',
    (text) => {
      expect(isClabe(text)).toBe(false)
    }
  )
})

describe('not-date', () => {
  test.each([
    '000123456789',
    '110-123-456789',
    '2024-01-1234567',
    '20241301',
    '202401311',
    '12345678'
  ])('accepts %s', (text) => {
    expect(isNotDate(text)).toBe(true)
  })

  test.each([
    '2024-01-31',
    '2024.01.31',
    '20240131',
    '20240131123456',
    '20240131123456789',
    '20240131-123456',
    '2024-01-31 12:30:00',
    '31.01.2024',
    '1/31/2024'
  ])('rejects %s', (text) => {
    expect(isNotDate(text)).toBe(false)
  })
})
