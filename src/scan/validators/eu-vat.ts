/**
 * VAT numbers of the European Union and Northern Ireland, with the country before them.
 *
 * In: matched text. Out: whether the number has its country's form and check digits.
 * Promise: changing the check digit always breaks it; forms without a published check are rejected.
 *
 * Source: Council Directive 2006/112/EC, article 215; VIES, "VAT identification number structure"; the algorithms
 * of the national authorities.
 */
import { isAustriaVat } from './at-vat.ts'
import { isBelgiumVat } from './be-vat.ts'
import { isBulgariaEgn } from './bg-egn.ts'
import { isBulgariaEik } from './bg-eik.ts'
import { isCzechIco } from './cz-ico.ts'
import { isCzechBirthNumber } from './cz-rc.ts'
import { digitAt, isRepeated, weigh } from './digits.ts'
import { isDenmarkCvr } from './dk-cvr.ts'
import { isSpainCif } from './es-cif.ts'
import { isSpainNif } from './es-nif.ts'
import { isFinlandBusinessId } from './fi-ytunnus.ts'
import { isFranceVat } from './fr-tva.ts'
import { isGreeceAfm } from './gr-afm.ts'
import { isHungaryTaxNumber } from './hu-adoszam.ts'
import { isIrelandPpsn } from './ie-ppsn.ts'
import { fitsMod1110 } from './iso7064.ts'
import { isItalyVat } from './it-partita-iva.ts'
import { isLuhn } from './luhn.ts'
import { isLatviaPersonalCode } from './lv-pk.ts'
import { isNetherlandsVat } from './nl-btw.ts'
import { isPolandNip } from './pl-nip.ts'
import { isPortugalNif } from './pt-nif.ts'
import { isRomaniaCui } from './ro-cui.ts'
import { isSloveniaTax } from './si-davcna.ts'
import { isUkVat } from './uk-vat.ts'

type Country = readonly [form: RegExp, fits: (body: string) => boolean]

const COUNTRIES: ReadonlyMap<string, Country> = new Map(
  Object.entries<Country>({
    AT: [/^U[0-9]{8}$/, isAustriaVat],
    BE: [/^[01][0-9]{9}$/, isBelgiumVat],
    BG: [
      /^[0-9]{9,10}$/,
      (body) => (body.length === 9 ? isBulgariaEik(body) : isBulgariaEgn(body))
    ],
    CY: [/^[0134569][0-9]{7}[A-Z]$/, isCyprus],
    CZ: [
      /^[0-9]{8,10}$/,
      (body) => (body.length === 8 ? isCzechIco(body) : isCzechBirthNumber(body))
    ],
    DE: [/^[1-9][0-9]{8}$/, fitsMod1110],
    DK: [/^[0-9]{8}$/, isDenmarkCvr],
    EE: [/^10[0-9]{7}$/, (body) => weigh(body, [3, 7, 1]) % 10 === 0],
    EL: [/^[0-9]{9}$/, isGreeceAfm],
    ES: [/^[A-Z0-9][0-9]{7}[A-Z0-9]$/, (body) => isSpainNif(body) || isSpainCif(body)],
    FI: [/^[0-9]{8}$/, isFinlandBusinessId],
    FR: [/^[0-9]{11}$/, isFranceVat],
    HR: [/^[0-9]{11}$/, fitsMod1110],
    HU: [/^[0-9]{8}$/, isHungaryTaxNumber],
    IE: [/^[0-9]{7}[A-W][AHW]?$/, isIrelandPpsn],
    IT: [/^[0-9]{11}$/, isItalyVat],
    LT: [/^(?:[0-9]{7}1[0-9]|[0-9]{10}1[0-9])$/, isLithuania],
    LU: [/^[0-9]{8}$/, (body) => Number(body.slice(0, 6)) % 89 === Number(body.slice(6))],
    LV: [/^[0-9]{11}$/, isLatvia],
    MT: [/^[1-9][0-9]{7}$/, (body) => weigh(body, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0],
    NL: [/^[0-9]{9}B[0-9]{2}$/, isNetherlandsVat],
    PL: [/^[0-9]{10}$/, isPolandNip],
    PT: [/^[0-9]{9}$/, isPortugalNif],
    RO: [/^[1-9][0-9]{5,9}$/, isRomaniaCui],
    SE: [/^[0-9]{10}01$/, (body) => isLuhn(body.slice(0, 10))],
    SI: [/^[1-9][0-9]{7}$/, isSloveniaTax],
    SK: [/^[1-9][0-9](?:[2-4]|[7-9])[0-9]{7}$/, (body) => Number(body) % 11 === 0],
    XI: [/^[0-9]{9}(?:[0-9]{3})?$/, isUkVat],
    GB: [/^[0-9]{9}(?:[0-9]{3})?$/, isUkVat]
  })
)

function isCyprus(body: string): boolean {
  let sum = 0
  for (let i = 0; i < 8; i++) {
    const digit = digitAt(body, i)
    sum += i % 2 === 1 ? digit : ([1, 0, 5, 7, 9, 13, 15, 17, 19, 21][digit] as number)
  }
  return String.fromCharCode(65 + (sum % 26)) === body.charAt(8)
}

function isLithuania(body: string): boolean {
  const head = body.slice(0, -1)
  const weights = (from: number): number[] => Array.from(head, (_, i) => ((from - 1 + i) % 9) + 1)
  const first = weigh(head, weights(1)) % 11
  const check = first < 10 ? first : (weigh(head, weights(3)) % 11) % 10
  return check === digitAt(body, body.length - 1)
}

function isLatvia(body: string): boolean {
  if (digitAt(body, 0) <= 3) return isLatviaPersonalCode(body)
  return !isRepeated(body) && weigh(body, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3
}

/** Whether the text is a VAT number of its country. */
export function isEuVat(text: string): boolean {
  const number = text.replace(/[^0-9A-Za-z+*]+/g, '').toUpperCase()
  const country = COUNTRIES.get(number.slice(0, 2))
  if (country === undefined) return false
  const [form, fits] = country
  return form.test(number.slice(2)) && fits(number.slice(2))
}
