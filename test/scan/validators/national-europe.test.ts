/**
 * National numbers of Europe.
 *
 * The numbers are constructed: birth dates at the turn of a year, serial digits that are zeros or counted up, the check
 * digits worked out by the national rule; where python-stdnum knows the number, by its code and not by ours.
 */
import { describe, expect, test } from 'vitest'
import { VALIDATORS } from '../../../src/scan/validators/index.ts'
import { wrongCharacters } from './change-digit.ts'

/** Validator, right numbers, and the place of the check character counted from the end; null where it stands elsewhere. */
const CASES: readonly (readonly [string, readonly string[], number | null])[] = [
  ['at-svnr', ['1002010100', '2001311299', '3007290200'], 7],
  ['at-vat', ['10000005', '00000015', '99999993'], 1],
  ['be-nn', ['00010100105', '99123100267', '85022899759'], 1],
  ['be-vat', ['0100000070', '1000000021', '0499000068'], 1],
  ['bg-egn', ['0001010019', '9912310022', '0842289971'], 1],
  ['bg-eik', ['100000001', '200000002', '131000009'], 1],
  ['ch-ahv', ['7560000000101', '7561000000009', '7569999000017'], 1],
  ['ch-uid', ['100000006', '200000001', '999000002'], 1],
  ['cz-rc', ['5001010003', '9951280010', '8502289972'], 1],
  ['cz-ico', ['10000003', '20000006', '45000000'], 1],
  ['de-steuer-id', ['11234567890', '65299970480', '22345678913'], 1],
  ['de-rvnr', ['65010100A005', '12311299Z990', '15290200M508'], 1],
  ['de-kvnr', ['A000000014', 'Z100000006', 'M500000026'], 1],
  ['dk-cvr', ['10000009', '20000007', '30000005'], 1],
  ['ee-isikukood', ['39901010005', '40012310010', '50202289977'], 1],
  ['es-nif', ['00000001R', 'X0000001R', 'Z9999999H'], 1],
  ['es-cif', ['A10000008', 'B00000018', 'Q0000001H'], 1],
  ['es-nss', ['280000000192', '081000000045', '460000000913'], 1],
  ['fi-hetu', ['010100A900F', '311299-9019', '290200A999J'], 1],
  ['fi-ytunnus', ['10000004', '20000024', '30000036'], 1],
  ['fr-nir', ['100019900000108', '299127500000105', '185022A00000255'], 1],
  ['fr-spi', ['3000000001250', '0100000000366', '1000000999060'], 1],
  ['fr-siret', ['10000000900017', '20000000800025', '90000001900035'], 1],
  ['fr-tva', ['88100000009', '37200000008', '25900000019'], 10],
  ['gr-amka', ['01010000006', '31129910001', '29020000013'], 1],
  ['gr-afm', ['100000003', '094000012', '800000026'], 1],
  ['mod-11-10', ['10000000000', '00000000010', '99999000008'], 1],
  ['hu-taj', ['100000003', '000000017', '999000007'], 1],
  ['hu-tax-id', ['8000000008', '8500000015', '8999990001'], 1],
  ['hu-adoszam', ['10000001', '20000002', '30000003'], 1],
  ['icao-731', ['L000000007', 'T000000014', '0000000011'], 1],
  ['ie-ppsn', ['0000001B', '1000000H', '9999999P'], 1],
  ['is-kennitala', ['0101000030', '3112991079', '4501000050'], 2],
  ['it-codice-fiscale', ['XXXXXX00A01Z999O', 'XXXXXX99T71Z998J', 'XXXXXX85B28Z997B'], 1],
  ['it-partita-iva', ['00000010017', '10000000108', '99999990015'], 1],
  ['jmbg', ['0101000500004', '3112999710003', '2902000715000'], 1],
  ['lv-pk', ['01010020000', '31129910008', '29020020009'], 1],
  ['lu-id', ['1900010100078', '2000022900197', '1985022899960'], 1],
  ['md-idnp', ['2000000000004', '2001001000019', '1000000000029'], 1],
  ['nl-bsn', ['100000009', '200000007', '900000004'], 1],
  ['nl-btw', ['123000000B60', '456000000B39', '789000000B18'], 1],
  ['no-fnr', ['01010026764', '31129998272', '29020095197'], 1],
  ['no-orgnr', ['800000009', '900000006', '999000002'], 1],
  ['pl-pesel', ['00010100008', '99123100010', '02222800037'], 1],
  ['pl-nip', ['1000000006', '2000000001', '9990000008'], 1],
  ['pl-regon', ['100000008', '200000005', '100000008'], 1],
  ['pl-id-card', ['AAA000000', 'ZS2000001', 'CBA699999'], null],
  ['pt-nif', ['100000002', '500000000', '200000012'], 1],
  ['pt-cc', ['000000010ZZ3', '100000000ZY4', '000000020ZX6'], 1],
  ['pt-niss', ['10000000000', '20000000019', '11900000006'], 1],
  ['ro-cnp', ['5000101400004', '2991231510002', '1850228520011'], 1],
  ['ro-cui', ['10000008', '2000007', '300000007'], 1],
  ['ru-inn', ['5000000000', '500000000100', '7700000009'], 1],
  ['ru-snils', ['10000000009', '11220000043', '99900000115'], 1],
  ['se-personnummer', ['5001010007', '9912310019', '8502289971'], 1],
  ['si-davcna', ['10000003', '20000006', '50000004'], 1],
  ['ua-rnokpp', ['1000000000', '3000000014', '2000000021'], 1],
  ['ua-edrpou', ['10000001', '30000005', '40000011'], 1],
  ['uk-nhs', ['9990000026', '9990000018', '4000000101'], 1],
  ['uk-utr', ['9000000001', '1000000023', '5100000000'], 10],
  ['uk-vat', ['100000034', '200000026', '900000025'], null],
  ['verhoeff', ['100000000004', '200000000013', '9876500000'], 1]
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
