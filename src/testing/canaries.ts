/**
 * Values to plant in a test: they look like personal data and secrets, and are nobody's.
 *
 * In: a seed. Out: one value of each kind, found by the default rules wherever it stands.
 * Promise: the same seed gives the same values; all are put together at run time, so that no scanner of
 * repositories finds one in the package.
 */
import type { Random } from './random.ts'
import { createRandom } from './random.ts'

/** A value to plant. */
export type Canary = { readonly infoType: string; readonly value: string }

const DIGITS = '0123456789'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const ALPHANUMERIC = LOWER + UPPER + DIGITS

type Make = (random: Random) => string

const MAKERS: readonly (readonly [infoType: string, make: Make])[] = [
  // RFC 2606
  ['EMAIL_ADDRESS', (random) => `canary.${random.text(LOWER, 10)}@example.com`],
  // 555-0100 to 555-0199 are kept for fiction (NANPA)
  ['PHONE_NUMBER', (random) => `+1415555${`01${random.text(DIGITS, 2)}`}`],
  ['CREDIT_CARD_NUMBER', publishedCard],
  // The registry's own example (ISO 13616), other digits behind it
  ['IBAN_CODE', (random) => withIbanCheck('DE', `37040044${random.text(DIGITS, 10)}`)],
  ['KOREA_RRN', koreanResident],
  ['AUTH_TOKEN', (random) => `ghp_${random.text(ALPHANUMERIC, 36)}`],
  ['AWS_CREDENTIALS', (random) => `AKIA${random.text(`${UPPER}234567`, 16)}`],
  ['GCP_API_KEY', (random) => `AIza${random.text(ALPHANUMERIC, 35)}`],
  ['JSON_WEB_TOKEN', webToken],
  ['ENCRYPTION_KEY', privateKey]
]

export function makeCanaries(seed: number): readonly Canary[] {
  const random = createRandom(seed)
  return Object.freeze(
    MAKERS.map(([infoType, make]) => Object.freeze({ infoType, value: make(random) }))
  )
}

/** Test numbers that Stripe and Adyen publish. */
function publishedCard(random: Random): string {
  const numbers = [
    ['4111', '1111', '1111', '1111'],
    ['4242', '4242', '4242', '4242'],
    ['5555', '5555', '5555', '4444'],
    ['5105', '1051', '0510', '5100']
  ]
  return (numbers[random.integer(0, numbers.length - 1)] as string[]).join('')
}

/** ISO 13616: mod 97 over account, country and `00`. */
function withIbanCheck(country: string, account: string): string {
  const numeric = [...`${account}${country}00`].map((char) => Number.parseInt(char, 36)).join('')
  return country + String(98n - (BigInt(numeric) % 97n)).padStart(2, '0') + account
}

/** Born in the 19xxs, right check digit (weights 2…9, 2…5). */
function koreanResident(random: Random): string {
  const two = (from: number, to: number) => String(random.integer(from, to)).padStart(2, '0')
  const born = `${two(50, 99)}${two(1, 12)}${two(1, 28)}`
  const digits = `${born}${random.integer(1, 2)}${random.text(DIGITS, 5)}`
  const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return `${digits.slice(0, 6)}-${digits.slice(6)}${(11 - (sum % 11)) % 10}`
}

/** Signed by chance. */
function webToken(random: Random): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = encode({ alg: 'HS256', typ: 'JWT' })
  return `${head}.${encode({ sub: random.text(DIGITS, 10) })}.${random.text(ALPHANUMERIC, 43)}`
}

/** The shape only: the body is noise. */
function privateKey(random: Random): string {
  const name = 'PRIVATE KEY'
  const body = Array.from({ length: 4 }, () => random.text(`${ALPHANUMERIC}+/`, 64)).join('\n')
  return `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----`
}
