/**
 * International bank account numbers (ISO 13616).
 *
 * In: matched text, grouped or not, in either case. Out: whether country, length, structure and check digits fit.
 * Promise: changing any one character of a valid number makes it invalid (mod 97 of ISO/IEC 7064).
 *
 * Source: SWIFT, IBAN Registry, release 101: the structure of the part after the check digits,
 * n digits, a capital letters, c both.
 */

const STRUCTURES: Readonly<Record<string, string>> = {
  AD: '8n12c',
  AE: '19n',
  AL: '8n16c',
  AT: '16n',
  AZ: '4a20c',
  BA: '16n',
  BE: '12n',
  BG: '4a6n8c',
  BH: '4a14c',
  BI: '23n',
  BR: '23n1a1c',
  BY: '4c4n16c',
  CH: '5n12c',
  CR: '18n',
  CY: '8n16c',
  CZ: '20n',
  DE: '18n',
  DJ: '23n',
  DK: '14n',
  DO: '4c20n',
  EE: '16n',
  EG: '25n',
  ES: '20n',
  FI: '14n',
  FK: '2a12n',
  FO: '14n',
  FR: '10n11c2n',
  GB: '4a14n',
  GE: '2a16n',
  GI: '4a15c',
  GL: '14n',
  GR: '7n16c',
  GT: '24c',
  HN: '4a20n',
  HR: '17n',
  HU: '24n',
  IE: '4a14n',
  IL: '19n',
  IQ: '4a15n',
  IS: '22n',
  IT: '1a10n12c',
  JO: '4a4n18c',
  KW: '4a22c',
  KZ: '3n13c',
  LB: '4n20c',
  LC: '4a24c',
  LI: '5n12c',
  LT: '16n',
  LU: '3n13c',
  LV: '4a13c',
  LY: '21n',
  MC: '10n11c2n',
  MD: '20c',
  ME: '18n',
  MK: '3n10c2n',
  MN: '16n',
  MR: '23n',
  MT: '4a5n18c',
  MU: '4a19n3a',
  NI: '4a20n',
  NL: '4a10n',
  NO: '11n',
  OM: '3n16c',
  PK: '4a16c',
  PL: '24n',
  PS: '4a21c',
  PT: '21n',
  QA: '4a21c',
  RO: '4a16c',
  RS: '18n',
  RU: '14n15c',
  SA: '2n18c',
  SC: '4a20n3a',
  SD: '14n',
  SE: '20n',
  SI: '15n',
  SK: '20n',
  SM: '1a10n12c',
  SO: '19n',
  ST: '21n',
  SV: '4a20n',
  TL: '19n',
  TN: '20n',
  TR: '6n16c',
  UA: '6n19c',
  VA: '18n',
  VG: '4a16n',
  XK: '16n',
  YE: '4a4n18c',
  // not in the registry, used by their banks (European Committee for Banking Standards, "partial" countries)
  AO: '21n',
  BF: '2c22n',
  BJ: '2c22n',
  CF: '23n',
  CG: '23n',
  CI: '2a22n',
  CM: '23n',
  CV: '21n',
  DZ: '22n',
  GA: '23n',
  GQ: '23n',
  GW: '2c19n',
  IR: '22n',
  KM: '23n',
  MA: '24n',
  MG: '23n',
  ML: '2c22n',
  MZ: '21n',
  NE: '2a22n',
  SN: '2a22n',
  TD: '23n',
  TG: '2a22n'
}

/** The countries, as the first two letters of a number. */
export const IBAN_COUNTRIES: readonly string[] = Object.freeze(Object.keys(STRUCTURES))

const CLASSES: Readonly<Record<string, string>> = { n: '[0-9]', a: '[A-Z]', c: '[0-9A-Z]' }

const SHAPES: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(STRUCTURES).map(([country, structure]) => [country, toShape(structure)])
)

/** Whether the text is an IBAN of its country with the right check digits. */
export function isIban(text: string): boolean {
  const iban = text.replace(/[^0-9A-Za-z]+/g, '').toUpperCase()
  const shape = SHAPES.get(iban.slice(0, 2))
  if (shape === undefined) return false
  return shape.test(iban.slice(2)) && mod97(iban) === 1
}

function toShape(structure: string): RegExp {
  const body = structure.replace(
    /([0-9]+)([nac])/g,
    (_, count, kind) => `${CLASSES[kind]}{${count}}`
  )
  return new RegExp(`^[0-9]{2}${body}$`)
}

/** Units in which the longest number is written, were each of its characters parted from the next. */
const LONGEST_WRITTEN = 128

/**
 * Whether an IBAN can begin at `at`, told without its check digits being counted by a pattern: its country, then digits and
 * letters as that country has them. What is no letter and no digit of ASCII is passed over.
 */
export function mayBeIban(codes: Uint16Array, at: number): boolean {
  const body = bodies()[pairOf(codes[at] as number, codes[at + 1] as number)]
  if (body === undefined) return false
  let rest = 0
  let place = 0
  for (let i = at + 2; i < at + LONGEST_WRITTEN; i++) {
    const value = VALUES[codes[i] as number] ?? NO_VALUE
    if (value === NO_VALUE) continue
    if ((value > 9 ? NUMBER : LETTER) === body[place++]) return false
    // the country and the check digits count last
    if (place > 2) rest = append(rest, value)
    if (place === body.length) return endsInOne(rest, codes, at)
  }
  return true
}

function append(rest: number, value: number): number {
  return (value > 9 ? rest * 100 + value : rest * 10 + value) % 97
}

/** The sum over a number in the order in which it is counted; the two digits behind the country stand somewhere behind it. */
function endsInOne(rest: number, codes: Uint16Array, at: number): boolean {
  let sum = rest
  for (let i = at, count = 0; count < 4; i++) {
    const value = VALUES[codes[i] as number] ?? NO_VALUE
    if (value === NO_VALUE) continue
    sum = append(sum, value)
    count++
  }
  return sum === 1
}

const NUMBER = 0
const LETTER = 1
const EITHER = 2
const NO_VALUE = 255
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 36)
  return Number.isNaN(value) ? NO_VALUE : value
})

let made: (Uint8Array | undefined)[] | null = null

/** By country, what each character behind it is; made when the first word like one is met. */
function bodies(): readonly (Uint8Array | undefined)[] {
  if (made !== null) return made
  made = new Array<Uint8Array | undefined>(1024)
  for (const [country, structure] of Object.entries(STRUCTURES))
    made[pairOf(country.charCodeAt(0), country.charCodeAt(1))] = toBody(structure)
  return made
}

function toBody(structure: string): Uint8Array {
  const kinds = Array.from(`2n${structure}`.matchAll(/([0-9]+)([nac])/g), ([, count, kind]) =>
    new Array<number>(Number(count)).fill(kind === 'n' ? NUMBER : kind === 'a' ? LETTER : EITHER)
  )
  return Uint8Array.from(kinds.flat())
}

/** Letters of both cases fall together, and so do other characters with some letter. */
function pairOf(code0: number, code1: number): number {
  return ((code0 & 31) << 5) | (code1 & 31)
}

/** The first four characters moved to the end, letters as 10 to 35, the whole modulo 97. */
function mod97(iban: string): number {
  let rest = 0
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97
  }
  return rest
}
