import { createHash, createSecretKey, randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { LogveilError } from '../../src/errors.ts'
import {
  createSuppressor,
  type Suppression,
  type Suppressor
} from '../../src/redact/suppressions.ts'

const NOW = Date.parse('2026-03-10T12:00:00Z')
const now = (): number => NOW
const EMAIL = { ruleId: 'contact.email', infoType: 'EMAIL_ADDRESS' }
const BASE = { reason: 'our own mailbox', expires: '2026-12-31' }
const VALUE = 'support@example.com'
const names = {
  ruleIds: ['contact.email', 'financial.card'],
  infoTypes: ['EMAIL_ADDRESS', 'CREDIT_CARD_NUMBER']
}

const suppress = (...list: Suppression[]): Suppressor => createSuppressor(list, { now, names })

function faultOf(list: unknown): LogveilError {
  try {
    createSuppressor(list as Suppression[], { now, names })
  } catch (error) {
    if (error instanceof LogveilError) return error
    throw error
  }
  throw new Error('was taken')
}

test('suppresses exactly the value that is named', () => {
  const { suppresses } = suppress({ ...BASE, value: VALUE })
  expect(suppresses(EMAIL, VALUE)).toBe(true)
  for (const other of ['Support@example.com', ` ${VALUE}`, `${VALUE}x`, '', '*']) {
    expect(suppresses(EMAIL, other)).toBe(false)
  }
})

test('takes the SHA-256 of a value in place of it, in either case', () => {
  const sha256 = createHash('sha256').update(VALUE).digest('hex')
  expect(suppress({ ...BASE, sha256 }).suppresses(EMAIL, VALUE)).toBe(true)
  expect(suppress({ ...BASE, sha256: sha256.toUpperCase() }).suppresses(EMAIL, VALUE)).toBe(true)
  expect(suppress({ ...BASE, sha256 }).suppresses(EMAIL, sha256)).toBe(false)
})

test('an infoType, a rule and a path narrow it', () => {
  const path = '/user/email'
  const { suppresses } = suppress({
    ...BASE,
    value: VALUE,
    infoType: 'EMAIL_ADDRESS',
    ruleId: 'contact.email',
    path
  })
  expect(suppresses({ ...EMAIL, path }, VALUE)).toBe(true)
  expect(suppresses({ ...EMAIL, path: '/user/mail' }, VALUE)).toBe(false)
  expect(suppresses(EMAIL, VALUE)).toBe(false)
  expect(suppresses({ ...EMAIL, path, infoType: 'CREDIT_CARD_NUMBER' }, VALUE)).toBe(false)
  expect(suppresses({ ...EMAIL, path, ruleId: 'financial.card' }, VALUE)).toBe(false)
})

test('a path alone suppresses whatever stands there', () => {
  const { suppresses } = suppress({ ...BASE, path: '/items/*/a~1b' })
  expect(suppresses({ ...EMAIL, path: '/items/0/a~1b' }, VALUE)).toBe(true)
  expect(suppresses({ ...EMAIL, path: '/items/17/a~1b' }, 'other@example.com')).toBe(true)
  for (const path of [
    '/items/0',
    '/items/0/a~1b/c',
    '/items/0/x/a~1b',
    '/items/a~1b',
    '/Items/0/a~1b',
    ''
  ]) {
    expect(suppresses({ ...EMAIL, path }, VALUE)).toBe(false)
  }
})

test('one of several is enough', () => {
  const { suppresses } = suppress(
    { ...BASE, value: VALUE, infoType: 'CREDIT_CARD_NUMBER' },
    { ...BASE, value: VALUE, ruleId: 'contact.email' },
    { ...BASE, path: '/a' }
  )
  expect(suppresses(EMAIL, VALUE)).toBe(true)
  expect(suppresses({ ...EMAIL, path: '/a' }, 'x')).toBe(true)
  expect(suppresses({ ruleId: 'own.rule', infoType: 'EMAIL_ADDRESS' }, VALUE)).toBe(false)
})

test('without suppressions nothing is suppressed', () => {
  expect(suppress().suppresses({ ...EMAIL, path: '/a' }, VALUE)).toBe(false)
})

test('holds through the whole of its last day (UTC) and ends while the process runs', () => {
  let time = NOW
  const list = [{ ...BASE, value: VALUE, expires: '2026-03-10' }]
  const { suppresses, expired } = createSuppressor(list, { now: () => time })
  expect(expired).toEqual([])
  time = Date.parse('2026-03-10T23:59:59.999Z')
  expect(suppresses(EMAIL, VALUE)).toBe(true)
  time = Date.parse('2026-03-11T00:00:00Z')
  expect(suppresses(EMAIL, VALUE)).toBe(false)
})

test('what has ended suppresses nothing and is reported', () => {
  const suppressor = suppress(
    { ...BASE, value: VALUE },
    { ...BASE, value: 'x', expires: '2026-03-09' }
  )
  expect(suppressor.suppresses(EMAIL, 'x')).toBe(false)
  expect(suppressor.suppresses(EMAIL, VALUE)).toBe(true)
  expect(suppressor.expired).toEqual([
    { path: 'suppress[1]', message: 'ended on 2026-03-09; remove or renew it' }
  ])
})

test('nothing of a value can be read from the suppressor or its manifest', () => {
  const suppressor = suppress({ ...BASE, value: VALUE, path: '/mail/support' })
  const digest = createHash('sha256').update(VALUE).digest()
  const seen = inspect([suppressor, suppressor.toManifest()], { depth: 9, showHidden: true })
  for (const trace of [
    VALUE,
    digest.toString('hex'),
    digest.toString('base64'),
    'mailbox',
    '/mail'
  ]) {
    expect(seen).not.toContain(trace)
  }
})

test('under one key the manifest stays the same, and changes with what is allowed', () => {
  const key = createSecretKey(randomBytes(32))
  const manifest = (entry: Suppression, k = key): unknown =>
    createSuppressor([entry], { now, key: k }).toManifest()
  const entry = { ...BASE, value: VALUE }
  expect(manifest(entry)).toEqual(manifest({ ...entry, reason: 'another' }))
  expect(manifest(entry)).toEqual([{ hash: expect.any(String), expires: '2026-12-31' }])
  expect(manifest(entry)).not.toEqual(manifest({ ...entry, value: 'x' }))
  expect(manifest(entry)).not.toEqual(manifest({ ...entry, path: '/a' }))
  expect(manifest(entry)).not.toEqual(manifest({ ...entry, infoType: 'EMAIL_ADDRESS' }))
  expect(manifest(entry)).not.toEqual(manifest({ ...entry, expires: '2026-12-30' }))
  expect(manifest(entry)).not.toEqual(manifest(entry, createSecretKey(randomBytes(32))))
})

test.each<[string, unknown, string, string]>([
  ['no object', 'x', 'suppress[0]', 'expected an object, got string'],
  ['null', null, 'suppress[0]', 'got null'],
  ['no target', { ...BASE, infoType: 'EMAIL_ADDRESS' }, 'suppress[0]', 'use the operator keep'],
  ['value and sha256', { ...BASE, value: 'x', sha256: 'a'.repeat(64) }, 'suppress[0]', 'got both'],
  ['no reason', { value: 'x', expires: BASE.expires }, 'suppress[0].reason', 'got undefined'],
  [
    'a blank reason',
    { ...BASE, value: 'x', reason: '  ' },
    'suppress[0].reason',
    'got an empty one'
  ],
  ['no end', { value: 'x', reason: 'y' }, 'suppress[0].expires', 'got undefined'],
  [
    'a day that is none',
    { ...BASE, value: 'x', expires: '2026-02-30' },
    'suppress[0].expires',
    'expected a day'
  ],
  [
    'another form of day',
    { ...BASE, value: 'x', expires: '31.12.2026' },
    'suppress[0].expires',
    'expected a day'
  ],
  [
    'a time',
    { ...BASE, value: 'x', expires: '2026-12-31T00:00:00Z' },
    'suppress[0].expires',
    'expected a day'
  ],
  ['a Date', { ...BASE, value: 'x', expires: new Date() }, 'suppress[0].expires', 'got object'],
  [
    'more than a year',
    { ...BASE, value: 'x', expires: '2027-03-12' },
    'suppress[0].expires',
    'at most a year'
  ],
  ['an empty value', { ...BASE, value: '' }, 'suppress[0].value', 'got an empty one'],
  ['a number as value', { ...BASE, value: 7 }, 'suppress[0].value', 'got number'],
  ['a short digest', { ...BASE, sha256: 'abc' }, 'suppress[0].sha256', '64 hex digits'],
  ['a path in another syntax', { ...BASE, path: 'a.b' }, 'suppress[0].path', 'JSON Pointer'],
  ['an empty path', { ...BASE, path: '' }, 'suppress[0].path', 'JSON Pointer'],
  ['a bad escape in a path', { ...BASE, path: '/a~2' }, 'suppress[0].path', 'JSON Pointer'],
  [
    'a number as infoType',
    { ...BASE, value: 'x', infoType: 7 },
    'suppress[0].infoType',
    'got number'
  ],
  [
    'an unknown key',
    { ...BASE, value: 'x', expire: 'y' },
    'suppress[0].expire',
    'did you mean expires?'
  ]
])('refuses %s', (_, entry, path, message) => {
  const error = faultOf([entry])
  expect(error.code).toBe('ERR_OPTIONS_INVALID')
  expect(error.issues[0]?.path).toBe(path)
  expect(error.issues[0]?.message).toContain(message)
})

test('an infoType or rule that does not exist is refused with the nearest one', () => {
  const error = faultOf([
    { ...BASE, value: 'x', infoType: 'EMAIL_ADRESS', ruleId: 'contact.emial' }
  ])
  expect(error.code).toBe('ERR_RULES_UNKNOWN')
  expect(error.message).toContain('did you mean EMAIL_ADDRESS?')
  expect(error.message).toContain('did you mean contact.email?')
})

test('all problems are told at once, and none holds a value', () => {
  const error = faultOf([
    { ...BASE, value: VALUE, path: VALUE },
    { value: VALUE },
    { ...BASE, sha256: VALUE }
  ])
  expect(error.issues.map((issue) => issue.path)).toEqual([
    'suppress[0].path',
    'suppress[1].reason',
    'suppress[1].expires',
    'suppress[2].sha256'
  ])
  expect(error.message).not.toContain(VALUE)
})

test('the list must be an array', () => {
  expect(faultOf({ value: 'x' }).message).toContain(
    'suppress: expected an array of suppressions, got object'
  )
})
