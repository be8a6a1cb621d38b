import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { LogveilError } from '../../src/errors.ts'
import type { OperatorConfig } from '../../src/redact/operator.ts'
import {
  type OperatorPlan,
  type PlanOptions,
  planOperators,
  REMOVE_ONLY,
  type RuleFacts
} from '../../src/redact/operator-plan.ts'

const RULES: readonly RuleFacts[] = [
  { id: 'contact.email', infoType: 'EMAIL_ADDRESS', pack: 'contact', operator: 'hash' },
  { id: 'contact.phone', infoType: 'PHONE_NUMBER', pack: 'contact' },
  { id: 'financial.card', infoType: 'CREDIT_CARD_NUMBER', pack: 'financial', operator: 'mask' },
  { id: 'financial.card_key', infoType: 'CREDIT_CARD_NUMBER', pack: 'financial' },
  { id: 'financial.cvv', infoType: 'CVV', pack: 'financial', operator: 'remove' },
  { id: 'network.ip', infoType: 'IP_ADDRESS', pack: 'network', operator: 'truncate' }
]
const KEY = randomBytes(32)

const plan = (options: Partial<PlanOptions> = {}): OperatorPlan =>
  planOperators({ rules: RULES, ...options })
const typesOf = (options?: Partial<PlanOptions>): Record<string, string> =>
  Object.fromEntries(RULES.map(({ id }) => [id, plan(options)(id).type]))

function faultOf(options: Partial<PlanOptions>): LogveilError {
  try {
    plan(options)
  } catch (error) {
    if (error instanceof LogveilError) return error
    throw error
  }
  throw new Error('was taken')
}

/** What a user without types may write. */
const untyped = (operators: unknown): Partial<PlanOptions> => ({
  operators: operators as Record<string, OperatorConfig>
})

test('without options each rule gets its own default, else replace, and hash only with a key', () => {
  const own = {
    'contact.email': 'replace',
    'contact.phone': 'replace',
    'financial.card': 'mask',
    'financial.card_key': 'replace',
    'financial.cvv': 'remove',
    'network.ip': 'truncate'
  }
  expect(typesOf()).toEqual(own)
  expect(typesOf({ pseudonymKey: KEY })).toEqual({ ...own, 'contact.email': 'hash' })
})

test('the most specific wins: rule, infoType, pack, default, the rule itself', () => {
  const types = (operators: Record<string, OperatorConfig>, id: string): string =>
    plan({ operators })(id).type
  const all: Record<string, OperatorConfig> = {
    default: 'remove',
    financial: 'replace',
    CREDIT_CARD_NUMBER: 'mask',
    'financial.card': 'keep'
  }
  expect(types(all, 'financial.card')).toBe('keep')
  expect(types(all, 'financial.card_key')).toBe('mask')
  expect(types({ default: 'remove', financial: 'truncate' }, 'financial.card')).toBe('truncate')
  expect(types({ default: 'remove' }, 'financial.card')).toBe('remove')
  expect(types({}, 'financial.card')).toBe('mask')
  expect(types({ default: 'remove' }, 'contact.phone')).toBe('remove')
})

test('settings reach the operator', () => {
  const operators = {
    CREDIT_CARD_NUMBER: { type: 'mask', show: 2, char: '#' },
    EMAIL_ADDRESS: { type: 'replace', with: '<mail>' }
  } as const
  const ready = plan({ operators })
  expect(ready('financial.card').apply('4111111111111111', 'CREDIT_CARD_NUMBER')).toBe(
    '##############11'
  )
  expect(ready('contact.email').apply('jane@example.com', 'EMAIL_ADDRESS')).toBe('<mail>')
})

test('a rule that nobody knows is replaced', () => {
  expect(plan({ operators: { default: 'keep' } })('no.such_rule').apply('x', 'ANY')).toBe('[ANY]')
})

test('names of objects’ own methods are no rules', () => {
  expect(plan()('constructor').type).toBe('replace')
  expect(faultOf(untyped({ constructor: 'keep' })).code).toBe('ERR_RULES_UNKNOWN')
})

test('verification values are removed whatever their pack or the default says', () => {
  expect(plan({ operators: { default: 'keep', financial: 'keep' } })('financial.cvv').type).toBe(
    'remove'
  )
})

test.each([...REMOVE_ONLY])('%s takes only remove', (infoType) => {
  const rules = [{ id: 'own.thing', infoType, pack: 'own', operator: 'mask' }] as const
  expect(planOperators({ rules })('own.thing').type).toBe('remove')
  expect(planOperators({ rules, operators: { [infoType]: 'remove' } })('own.thing').type).toBe(
    'remove'
  )
  for (const name of [infoType, 'own.thing']) {
    for (const operator of ['replace', 'mask', 'truncate', 'hash', 'keep'] as const) {
      const options = { rules, operators: { [name]: operator }, pseudonymKey: KEY }
      expect(faultOf(options).message).toContain('PCI DSS 3.3.1')
    }
  }
})

test('hash beside mask for cards is refused, whoever asks for which', () => {
  const pairs: Record<string, OperatorConfig>[] = [
    { 'financial.card': 'hash', 'financial.card_key': 'mask' },
    { CREDIT_CARD_NUMBER: 'hash', 'financial.card': 'mask' },
    { 'financial.card_key': 'hash' },
    { 'financial.card': 'hash', 'financial.card_key': 'hash', CREDIT_CARD_NUMBER: 'mask' }
  ]
  for (const operators of pairs) {
    const error = faultOf({ operators, pseudonymKey: KEY })
    expect(error.code).toBe('ERR_OPTIONS_INVALID')
    expect(error.message).toContain('PCI DSS 3.5.1')
  }
})

test('hash alone, or mask alone, is allowed for cards', () => {
  expect(
    typesOf({ operators: { CREDIT_CARD_NUMBER: 'hash' }, pseudonymKey: KEY })['financial.card']
  ).toBe('hash')
  expect(
    typesOf({ operators: { CREDIT_CARD_NUMBER: 'mask', contact: 'hash' }, pseudonymKey: KEY })[
      'financial.card'
    ]
  ).toBe('mask')
})

test('a hash that the user asks for needs a key', () => {
  for (const name of ['default', 'EMAIL_ADDRESS', 'contact', 'contact.email']) {
    // Without the cards, which would be hashed and masked side by side.
    const rules = RULES.filter((rule) => rule.pack === 'contact')
    const error = faultOf({ rules, operators: { [name]: 'hash' } })
    expect(error.code).toBe('ERR_KEY_INVALID')
    expect(error.issues).toHaveLength(1)
    expect(error.message).toContain('pseudonymKey')
  }
})

test('a bad key is refused even if nothing is hashed, and told of once', () => {
  const error = faultOf({ operators: { EMAIL_ADDRESS: 'hash' }, pseudonymKey: 'short' })
  expect(error.code).toBe('ERR_KEY_INVALID')
  expect(error.issues.map((issue) => issue.path)).toEqual(['pseudonymKey'])
  expect(faultOf({ pseudonymKey: new Uint8Array(4) }).code).toBe('ERR_KEY_INVALID')
})

test('an unknown name is refused with the nearest one', () => {
  const error = faultOf({
    operators: { EMAIL_ADRESS: 'remove', 'financial.crad': 'remove', defualt: 'keep' }
  })
  expect(error.code).toBe('ERR_RULES_UNKNOWN')
  expect(error.issues.map((issue) => issue.path)).toEqual([
    'operators.EMAIL_ADRESS',
    'operators["financial.crad"]',
    'operators.defualt'
  ])
  expect(error.message).toContain('did you mean EMAIL_ADDRESS?')
  expect(error.message).toContain('did you mean financial.card?')
  expect(error.message).toContain('did you mean default?')
})

test.each<[string, unknown, string]>([
  ['a typo', 'relpace', 'got another name; did you mean replace?'],
  ['a number', 7, 'got number'],
  ['null', null, 'got null'],
  ['an array', ['mask'], 'got array'],
  ['an object without a type', {}, 'got undefined'],
  ['a typo in the type', { type: 'msak' }, 'did you mean mask?'],
  ['an unknown setting', { type: 'mask', chars: '*' }, 'did you mean char?'],
  ['a setting of another operator', { type: 'hash', with: 'x' }, 'expected one of type'],
  ['five shown characters', { type: 'mask', show: 5 }, 'from 0 to 4'],
  ['a half shown character', { type: 'mask', show: 1.5 }, 'from 0 to 4'],
  ['minus one', { type: 'mask', show: -1 }, 'from 0 to 4'],
  ['NaN', { type: 'mask', show: Number.NaN }, 'from 0 to 4'],
  ['a text for show', { type: 'mask', show: '4' }, 'got string'],
  ['a quote as mask', { type: 'mask', char: '"' }, 'expected one of * # x X'],
  ['two characters', { type: 'mask', char: '**' }, 'expected one of'],
  ['no character', { type: 'mask', char: '' }, 'expected one of'],
  ['a quote in the text', { type: 'replace', with: 'a"b' }, 'without quotes'],
  ['a backslash in the text', { type: 'replace', with: 'a\\b' }, 'without quotes'],
  ['a line break in the text', { type: 'replace', with: 'a\nb' }, 'without quotes'],
  ['an escape sequence', { type: 'replace', with: '\u001b[31m' }, 'without quotes'],
  ['a bidi mark', { type: 'replace', with: 'a\u202eb' }, 'without quotes'],
  ['a line separator', { type: 'replace', with: 'a\u2028b' }, 'without quotes'],
  ['half a surrogate pair', { type: 'replace', with: '\ud83d' }, 'without quotes'],
  ['an empty text', { type: 'replace', with: '' }, 'use the operator remove'],
  ['a long text', { type: 'replace', with: 'x'.repeat(65) }, 'got a longer one']
])('refuses %s as an operator', (_, config, message) => {
  const error = faultOf({ ...untyped({ EMAIL_ADDRESS: config }), pseudonymKey: KEY })
  expect(error.code).toBe('ERR_OPTIONS_INVALID')
  expect(error.message).toContain(message)
})

test('operators must be an object', () => {
  expect(faultOf(untyped('mask')).message).toContain('operators: expected an object')
  expect(faultOf(untyped(['mask'])).message).toContain('got array')
})

test('all problems are told at once, and none holds a value', () => {
  const secret = 'hunter2"hunter2'
  const error = faultOf({
    ...untyped({
      EMAIL_ADDRESS: 'hash',
      CVV: 'mask',
      NOPE: 'remove',
      PHONE_NUMBER: { type: 'replace', with: secret },
      network: { type: 'mask', char: secret, show: secret }
    }),
    pseudonymKey: secret
  })
  expect(error.code).toBe('ERR_OPTIONS_INVALID')
  expect(error.issues.map((issue) => issue.path).sort()).toEqual([
    'operators.CVV',
    'operators.NOPE',
    'operators.PHONE_NUMBER.with',
    'operators.network.char',
    'operators.network.show',
    'pseudonymKey'
  ])
  expect(error.message).not.toContain('hunter2')
})
