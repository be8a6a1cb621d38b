/**
 * One spelling for values that mean the same, so that they get the same pseudonym.
 *
 * In: an infoType and a value as it was found. Out: the text that is hashed.
 * Promise: never throws; values that mean different things stay different: `+82 10…` is not `010…`, whose country
 * nobody knows. What no form below is meant for is only brought to Unicode's NFC.
 */
import { domainToASCII } from 'node:url'
import { parseIp, toIpText } from './ip-address.ts'

type Form = (value: string) => string

const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['EMAIL_ADDRESS', toEmail],
  ['PHONE_NUMBER', toPhone],
  ['IP_ADDRESS', toIp],
  ['IBAN_CODE', toLettersAndDigits],
  ['MAC_ADDRESS', toLettersAndDigits],
  ['FINANCIAL_ACCOUNT_NUMBER', toLettersAndDigits],
  ['KOREA_DRIVERS_LICENSE_NUMBER', toLettersAndDigits],
  ['KOREA_PASSPORT', toLettersAndDigits],
  ['US_DRIVERS_LICENSE_NUMBER', toLettersAndDigits],
  ['US_PASSPORT', toLettersAndDigits],
  ['CREDIT_CARD_NUMBER', toDigits],
  ['IMEI_HARDWARE_ID', toDigits],
  ['KOREA_ARN', toDigits],
  ['KOREA_BUSINESS_REGISTRATION_NUMBER', toDigits],
  ['KOREA_CORPORATE_REGISTRATION_NUMBER', toDigits],
  ['KOREA_RRN', toDigits],
  ['US_BANK_ROUTING_MICR', toDigits],
  ['US_INDIVIDUAL_TAXPAYER_IDENTIFICATION_NUMBER', toDigits],
  ['US_SOCIAL_SECURITY_NUMBER', toDigits]
])

/** The spelling under which a value is hashed. */
export function canonicalise(infoType: string, value: string): string {
  const form = FORMS.get(infoType) ?? toNfc
  // A value without what its form looks for must not become the same empty text as every other.
  return form(value) || toNfc(value)
}

function toNfc(value: string): string {
  return value.normalize('NFC')
}

function toEmail(value: string): string {
  const text = value.trim().toLowerCase()
  if (isAscii(text)) return text
  const lower = toNfc(text)
  const at = lower.lastIndexOf('@') + 1
  const domain = lower.slice(at)
  if (isAscii(domain)) return lower
  // `bücher.example` and `xn--bcher-kva.example` are one domain (RFC 5891).
  return lower.slice(0, at) + (domainToASCII(domain) || domain)
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

// NFKC turns full-width digits into ASCII ones.
function toDigits(value: string): string {
  return value.normalize('NFKC').replace(/[^0-9]+/g, '')
}

function toPhone(value: string): string {
  const text = value.normalize('NFKC').trim()
  const digits = toDigits(text)
  return digits !== '' && text.startsWith('+') ? `+${digits}` : digits
}

function toLettersAndDigits(value: string): string {
  return value
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z]+/g, '')
    .toUpperCase()
}

function toIp(value: string): string {
  const address = parseIp(value.trim())
  return address ? toIpText(address) : ''
}
