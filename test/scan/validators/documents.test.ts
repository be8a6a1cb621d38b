import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMrz } from '../../../src/scan/validators/mrz.ts'
import { isVin } from '../../../src/scan/validators/vin.ts'

/** The specimens of ICAO Doc 9303: parts 4, 6 and 5, and the visa of part 7. */
const TD3 = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'
const TD2 = 'D231458907UTO7408122F1204159<<<<<<<6'
const TD1 = 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6'
const VISA = 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<'

describe('mrz', () => {
  test.each([
    ['a passport\u2019s second line', TD3],
    ['a passport\u2019s two lines', `P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n${TD3}`],
    ['a card of two lines', `I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\n${TD2}`],
    ['a card of three lines', TD1],
    ['a visa', VISA]
  ])('accepts %s', (_, text) => {
    expect(isMrz(text)).toBe(true)
  })

  test('rejects any other check digit of number, birth or expiry', () => {
    for (const at of [9, 19, 27])
      for (let digit = 0; digit < 10; digit++) {
        if (TD3[at] === String(digit)) continue
        expect(isMrz(TD3.slice(0, at) + digit + TD3.slice(at + 1))).toBe(false)
      }
  })

  test('of random lines of that shape at most one in three hundred passes', () => {
    const digits = (size: number): fc.Arbitrary<string> =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: size, maxLength: size })
    const line = fc
      .tuple(digits(10), digits(7), digits(7))
      .map(([number, birth, expiry]) => `${number}UTO${birth}F${expiry}${'<'.repeat(14)}10`)
    const lines = fc.sample(line, { numRuns: 3000, seed: 7 })
    expect(lines.filter(isMrz).length).toBeLessThan(10)
  })

  test.each([
    ['nothing', ''],
    ['fillers', '<'.repeat(44)],
    ['a name line alone', 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<']
  ])('rejects %s', (_, text) => {
    expect(isMrz(text)).toBe(false)
  })
})

describe('vin', () => {
  test.each(['1M8GDM9AXKP042788', '5GZCZ43D13S812715', 'wba3a5c50cf256985'])(
    'accepts %s',
    (vin) => {
      expect(isVin(vin)).toBe(true)
    }
  )

  test.each([
    ['the letter O', '1M8GDM9AXKPO42788'],
    ['sixteen characters', '1M8GDM9AXKP04278'],
    ['digits alone', '12345678901234567'],
    ['letters at the end', '1M8GDM9AXKP0ABCDE'],
    ['one character repeated', 'AAAAAAAAAAAAA1234']
  ])('rejects %s', (_, text) => {
    expect(isVin(text)).toBe(false)
  })
})
