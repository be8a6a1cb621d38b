import { describe, expect, test } from 'vitest'
import { isE164 } from '../../../src/scan/validators/e164.ts'
import { isKoreaPhone } from '../../../src/scan/validators/kr-phone.ts'
import { isNanp } from '../../../src/scan/validators/nanp.ts'
import { isNotEpoch } from '../../../src/scan/validators/not-epoch.ts'
import { hasPhoneLength } from '../../../src/scan/validators/phone-length.ts'
import { isNationalPhone } from '../../../src/scan/validators/phone-national.ts'

describe('e164', () => {
  // numbers kept for fiction by Ofcom, ARCEP, ACMA and NANPA
  test.each([
    '+44 20 7946 0123',
    '+44 (0)20 7946 0123',
    '+33199001234',
    '0061 491 570 156',
    '+1-212-555-0123'
  ])('accepts %s', (text) => {
    expect(isE164(text)).toBe(true)
  })

  test.each([
    ['a calling code that does not exist', '+999123456789'],
    ['too few digits for its country', '+4420794601'.slice(0, 8)],
    ['more than fifteen digits', '+4912345678901234'],
    ['North America with an area code of 0', '+10125550123'],
    ['North America with nine digits', '+1212555012'],
    ['zeros', '+44000000000'],
    ['an offset from UTC', '+0900']
  ])('rejects %s', (_, text) => {
    expect(isE164(text)).toBe(false)
  })
})

describe('nanp', () => {
  test.each(['(212) 555-0123', '212.555.0123', '1-212-555-0123', '2125550123'])(
    'accepts %s',
    (text) => {
      expect(isNanp(text)).toBe(true)
    }
  )

  test.each([
    ['an area code that begins with 1', '112-555-0123'],
    ['an exchange that begins with 1', '212-155-0123'],
    ['a service code as area', '911-555-0123'],
    ['a service code as exchange', '212-911-0123'],
    ['epoch seconds', '1700000000'],
    ['eleven digits that do not begin with 1', '22125550123']
  ])('rejects %s', (_, text) => {
    expect(isNanp(text)).toBe(false)
  })
})

describe('kr-phone', () => {
  test.each([
    '010-1234-5678',
    '01012345678',
    '011-123-4567',
    '02-123-4567',
    '031-1234-5678',
    '070-1234-5678',
    '0505-123-4567',
    '+82 10-1234-5678',
    '+82 (0)2 123 4567'
  ])('accepts %s', (text) => {
    expect(isKoreaPhone(text)).toBe(true)
  })

  test.each(['012-1234-5678', '034-123-4567', '010-123-456', '02-023-4567', '1700000000'])(
    'rejects %s',
    (text) => {
      expect(isKoreaPhone(text)).toBe(false)
    }
  )
})

describe('phone-length', () => {
  test('accepts national numbers in many ways of writing', () => {
    for (const text of ['020 7946 0123', '0491 570 156', '(212) 555-0123', '555-0123']) {
      expect(hasPhoneLength(text)).toBe(true)
    }
  })

  test('rejects dates, points in time, one digit repeated and other lengths', () => {
    for (const text of [
      '2024-01-31',
      '20240131',
      '1700000000',
      '1700000000000',
      '0000000',
      '123456',
      '1234567890123456'
    ]) {
      expect(hasPhoneLength(text)).toBe(false)
    }
  })
})

describe('not-epoch', () => {
  test('rejects seconds, milli-, micro- and nanoseconds of 2001 to 2050', () => {
    for (const zeros of ['', '000', '000000', '000000000']) {
      expect(isNotEpoch(`1700000000${zeros}`)).toBe(false)
      expect(isNotEpoch(`978307200${zeros}`)).toBe(false)
      expect(isNotEpoch(`2556143999${zeros}`)).toBe(false)
    }
  })

  test('accepts what is before or after, has separators or a leading zero', () => {
    for (const text of ['978307199', '2556144000', '1700-000-000', '0170000000', '']) {
      expect(isNotEpoch(text)).toBe(true)
    }
  })
})

describe('phone-national', () => {
  test.each([
    '020 7946 0123',
    '(030) 23125 123',
    '0491 570 156',
    '01 99 00 12 34',
    '05 06 07 08 09',
    '0211/123456'
  ])('accepts %s', (text) => {
    expect(isNationalPhone(text)).toBe(true)
  })

  test.each([
    ['a date', '01.02.2024 12'],
    ['a date with slashes', '03/04/24 12345'],
    ['a decimal', '0.123456789'],
    ['zeros', '0000000000'],
    ['no trunk prefix', '207 946 0123'],
    ['eight digits', '020 7946 0'],
    ['thirteen digits', '0207946012345'],
    ['one digit repeated', '0111111111'],
    ['nothing', '']
  ])('rejects %s', (_, text) => {
    expect(isNationalPhone(text)).toBe(false)
  })
})
