/**
 * Personal data that was never anybody's.
 *
 * In: chance. Out: values of each kind, made at run time: reserved domains and address ranges, fictional phone ranges
 * where a country has one, derived numbers with the right check digit.
 */
import { withBusinessCheck, withIbanCheck, withLuhn, withRrnCheck } from './checksums.ts'
import { ALPHANUMERIC, DIGITS, HEX, type Random } from './random.ts'

const FIRST = ['jane', 'ahmed', 'minjun', 'olga', 'pedro', 'aiko', 'lars', 'chiara', 'noor', 'sam']
const LAST = [
  'doe',
  'okafor',
  'kim',
  'ivanova',
  'silva',
  'tanaka',
  'berg',
  'rossi',
  'haddad',
  'lee'
]
/** Reserved by RFC 2606 and RFC 6761. */
const DOMAINS = ['example.com', 'example.org', 'mail.example.net', 'corp.example.co.uk']

export function email(random: Random): string {
  const separator = random.pick(['.', '_', '-', '+'])
  return `${random.pick(FIRST)}${separator}${random.pick(LAST)}${random.integer(1, 99)}@${random.pick(DOMAINS)}`
}

/** E.164: 555-01xx (NANP, fictional), 07700 900xxx (Ofcom, for drama), 010-xxxx-xxxx (Korea, derived). */
export function phoneInternational(random: Random): string {
  return random.pick([
    () => `+1${random.pick(['212', '415', '312'])}55501${random.text(DIGITS, 2)}`,
    () => `+1 ${random.pick(['212', '415'])} 555 01${random.text(DIGITS, 2)}`,
    () => `+447700900${random.text(DIGITS, 3)}`,
    () => `+44 7700 900${random.text(DIGITS, 3)}`,
    () => `+82-10-${random.integer(2000, 9999)}-${random.text(DIGITS, 4)}`
  ])()
}

export function phoneUs(random: Random): string {
  const area = random.pick(['212', '415', '312'])
  const line = `01${random.text(DIGITS, 2)}`
  return random.pick([`(${area}) 555-${line}`, `${area}-555-${line}`])
}

export function phoneKorea(random: Random): string {
  return `010-${random.integer(2000, 9999)}-${random.text(DIGITS, 4)}`
}

/** Visa, Mastercard, American Express; bare or grouped as they are printed (4-4-4-4, 4-6-5). */
export function card(random: Random): string {
  const separator = random.pick(['', '', ' ', '-'])
  const start = random.pick(['4', '51', '55', '37'])
  if (start === '37') {
    const amex = withLuhn(`37${random.text(DIGITS, 12)}`)
    return [amex.slice(0, 4), amex.slice(4, 10), amex.slice(10)].join(separator)
  }
  const digits = withLuhn(start + random.text(DIGITS, 15 - start.length))
  return digits.replace(/(\d{4})(?=\d)/g, `$1${separator}`)
}

export function iban(random: Random): string {
  const compact = random.pick([
    () => withIbanCheck('DE', random.text(DIGITS, 18)),
    () => withIbanCheck('GB', `WEST${random.text(DIGITS, 14)}`),
    () => withIbanCheck('FR', random.text(DIGITS, 23)),
    () => withIbanCheck('NL', `ABNA${random.text(DIGITS, 10)}`)
  ])()
  return random.pick([compact, compact.replace(/(.{4})(?=.)/g, '$1 ')])
}

export function ssn(random: Random): string {
  const area = random.integer(101, 665)
  return `${area}-${random.integer(10, 99)}-${random.integer(1000, 9999)}`
}

export function rrn(random: Random): string {
  const born = `${random.integer(50, 99)}${two(random, 1, 12)}${two(random, 1, 28)}`
  const whole = withRrnCheck(`${born}${random.integer(1, 2)}${random.text(DIGITS, 5)}`)
  return `${whole.slice(0, 6)}-${whole.slice(6)}`
}

export function foreignerNumber(random: Random): string {
  const born = `${random.integer(50, 99)}${two(random, 1, 12)}${two(random, 1, 28)}`
  return `${born}-${random.integer(5, 8)}${random.text(DIGITS, 6)}`
}

export function businessNumber(random: Random): string {
  const whole = withBusinessCheck(
    `${random.integer(101, 699)}${two(random, 1, 79)}${random.text(DIGITS, 4)}`
  )
  return `${whole.slice(0, 3)}-${whole.slice(3, 5)}-${whole.slice(5)}`
}

/** Public blocks of large networks; not 192.0.2.0/24 and its like, which no rule should report. */
export function publicAddress(random: Random): string {
  const tail = `${random.integer(1, 254)}.${random.integer(1, 254)}`
  return `${random.pick(['81.2', '88.97', '203.248', '151.101'])}.${tail}`
}

export function mac(random: Random): string {
  return Array.from({ length: 6 }, () => random.text(HEX, 2)).join(':')
}

/** What people choose: a word, digits, a sign. */
export function password(random: Random): string {
  return `${random.pick(['Sommer', 'Tiger', 'Dragon', 'Kaffee'])}${random.text(DIGITS, 4)}${random.pick(['!', '#', '_x'])}${random.text(ALPHANUMERIC, 3)}`
}

function two(random: Random, from: number, to: number): string {
  return String(random.integer(from, to)).padStart(2, '0')
}
