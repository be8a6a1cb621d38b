/**
 * National numbers of the Americas, Asia, the Pacific, the Middle East and Africa.
 *
 * The numbers are constructed: birth dates at the turn of a year, serial digits that are zeros or counted up, the check
 * digits worked out by the national rule; where python-stdnum knows the number, by its code and not by ours.
 */
import { describe, expect, test } from 'vitest'
import { VALIDATORS } from '../../../src/scan/validators/index.ts'
import { wrongCharacters } from './change-digit.ts'

/** Validator, right numbers, and the place of the check character counted from the end; null where it stands elsewhere. */
const CASES: readonly (readonly [string, readonly string[], number | null])[] = [
  ['ar-cuit', ['20100000009', '27000000014', '30500000003'], 1],
  ['br-cpf', ['00000000191', '99900000005', '12300000032'], 1],
  ['br-cnpj', ['00000001000136', 'ABC00001000191', '10000000000226'], 1],
  ['ca-sin', ['100000009', '900000001', '700000011'], 1],
  ['ca-bc-phn', ['9000000000', '9000000018', '9999000006'], 1],
  ['cl-rut', ['100000008', '10000017', '995000008'], 1],
  ['co-nit', ['9000000005', '8000000011', '9001230003'], 1],
  ['ec-cedula', ['0100000009', '1000000016', '1700000001'], 1],
  ['mx-curp', ['XEXX000101HNEXXXA7', 'XAXX991231MDFXXX03', 'XOXX850228HJCXXX09'], 1],
  ['mx-rfc', ['XEXX010101AA5', 'XAX99123100A', 'XOXX850228ZZ2'], 1],
  ['pe-ruc', ['10000000006', '20000000010', '17000000027'], 1],
  ['py-ruc', ['10000003', '800000013', '50000020'], 1],
  ['sv-dui', ['100000001', '000000018', '900000009'], 1],
  ['uy-ci', ['10000008', '50000016', '90000002'], 1],
  ['ve-rif', ['J000000018', 'V100000004', 'G200000007'], 1],
  ['au-tfn', ['100000001', '900000009', '700000015'], 1],
  ['au-abn', ['17000000009', '57000000016', '91000000028'], 1],
  ['au-acn', ['000000019', '600000002', '100000020'], 1],
  ['au-medicare', ['2000000021', '6000000151', '20000002012'], null],
  ['cn-resident-id', ['110101190001010014', '650100199912310026', '440100190002280016'], 1],
  ['cn-uscc', ['91110000000000000E', '9131000010000000X1', '12440000MB00000009'], 1],
  ['hk-hkid', ['A0000011', 'Z9999990', 'XA0000024'], 1],
  ['in-aadhaar', ['200000000009', '999900000016', '500000000023'], 1],
  ['in-gstin', ['27XXXPX0000X1ZO', '07ZZZCZ9999Z1ZL', '29QQQHQ0001Q2ZC'], 1],
  ['jp-my-number', ['100000000005', '000000000019', '999900000020'], 1],
  ['jp-corporate', ['8000000000001', '7000000000002', '3100001000003'], 13],
  ['kz-iin', ['000101500001', '991231300013', '850228400022'], 1],
  ['nz-ird', ['10000017', '100000008', '140000019'], 1],
  ['nz-nhi', ['ZZZ0008', 'ZAA0016', 'ZZZ00AC'], 1],
  ['sg-nric', ['S0000001I', 'T0000002C', 'G1000000P', 'F1000001R', 'M1000001N'], 1],
  ['th-id', ['1000000000017', '3100000000021', '8999900000037'], 1],
  ['tr-tckn', ['10000000146', '10000000214', '98700000048'], 1],
  ['tw-id', ['A100000001', 'Z200000013', 'F800000028'], 1],
  ['za-id', ['0001010000089', '9912310001083', '8502285002082'], 1],
  ['ae-emirates-id', ['784190000000019', '784200000000024', '784199900000037'], 1],
  ['ir-melli', ['0010000003', '1000000011', '9990000026'], 1],
  ['kw-civil-id', ['200010100001', '299123100019', '300022800054'], 1]
]

describe.each(CASES)('%s', (name, numbers, place) => {
  const accepts = VALIDATORS[name] as (text: string) => boolean

  test('accepts numbers whose check characters are right', () => {
    expect(numbers.filter((number) => !accepts(number))).toEqual([])
  })

  test.skipIf(place === null)('rejects every other check character', () => {
    const wrong = numbers.flatMap((number) => wrongCharacters(number, number.length - (place ?? 0)))
    expect(wrong.length).toBeGreaterThanOrEqual(9 * numbers.length)
    expect(wrong.filter(accepts)).toEqual([])
  })

  test('rejects nearly all numbers with one digit changed', () => {
    const changed = numbers.flatMap((number) =>
      Array.from(number, (_, at) => wrongCharacters(number, at)).flat()
    )
    expect(changed.filter(accepts).length / changed.length).toBeLessThan(0.2)
  })

  test('rejects four digits more, text, and the same digit throughout', () => {
    const [first = ''] = numbers
    for (const text of [
      '',
      'x',
      '-',
      `${first}4567`,
      '1'.repeat(first.length),
      '0'.repeat(first.length)
    ])
      expect(accepts(text)).toBe(false)
  })
})
