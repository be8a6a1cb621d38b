import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalise } from '../../../src/redact/operators/canonicalise.ts'

test.each([
  ['EMAIL_ADDRESS', 'Jane.Doe@Example.COM', 'jane.doe@example.com'],
  ['EMAIL_ADDRESS', ' jane@example.com ', 'jane@example.com'],
  ['EMAIL_ADDRESS', 'jane@bücher.example', 'jane@xn--bcher-kva.example'],
  ['EMAIL_ADDRESS', 'jane@BU\u0308CHER.example', 'jane@XN--BCHER-KVA.example'],
  ['PHONE_NUMBER', '+82 10-5550-1234', '+821055501234'],
  ['PHONE_NUMBER', '010-5550-1234', '010 5550 1234'],
  ['PHONE_NUMBER', '(212) 555-0123', '212.555.0123'],
  ['CREDIT_CARD_NUMBER', '4111 1111-1111\u00a01111', '4111111111111111'],
  ['CREDIT_CARD_NUMBER', '４１１１111111111111', '4111111111111111'],
  ['US_SOCIAL_SECURITY_NUMBER', '078-05-1120', '078051120'],
  ['IBAN_CODE', 'GB82 WEST 1234 5698 7654 32', 'gb82west12345698765432'],
  ['MAC_ADDRESS', '00:00:5E:00:53:01', '00-00-5e-00-53-01'],
  ['IP_ADDRESS', '2001:DB8:0:0::1', '2001:db8::1'],
  ['PERSON_NAME', 'Zoe\u0308', 'Zoë']
])('one spelling for the %s %s and %s', (infoType, one, other) => {
  expect(canonicalise(infoType, one)).toBe(canonicalise(infoType, other))
})

test.each([
  ['EMAIL_ADDRESS', 'jane.doe@example.com', 'janedoe@example.com'],
  ['EMAIL_ADDRESS', 'jane+a@example.com', 'jane@example.com'],
  ['PHONE_NUMBER', '+82 10-5550-1234', '010-5550-1234'],
  ['PHONE_NUMBER', '+821055501234', '821055501234'],
  ['CREDIT_CARD_NUMBER', 'none', 'other'],
  ['PHONE_NUMBER', '-', '+'],
  ['IP_ADDRESS', 'x', 'y'],
  ['ORDER_ID', '1.23', '123'],
  ['PERSON_NAME', 'Jane', 'jane']
])('two spellings for the %s %s and %s', (infoType, one, other) => {
  expect(canonicalise(infoType, one)).not.toBe(canonicalise(infoType, other))
})

test('never throws, and is its own canonical form', () => {
  const infoType = fc.constantFrom(
    'EMAIL_ADDRESS',
    'PHONE_NUMBER',
    'CREDIT_CARD_NUMBER',
    'IBAN_CODE',
    'IP_ADDRESS',
    'ANY'
  )
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.emailAddress(), fc.ipV6())
  fc.assert(
    fc.property(infoType, value, (type, text) => {
      const once = canonicalise(type, text)
      expect(canonicalise(type, once)).toBe(once)
    }),
    { numRuns: 2000 }
  )
})
