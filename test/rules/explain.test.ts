import { expect, test } from 'vitest'
import { checkRules } from '../../src/index.ts'
import type { KeyRule, PatternRule, Rule } from '../../src/rules/rule.ts'
import { BADGE, DOOR, PACK } from './packs-for-tests.ts'

/** The reasons for the one example that fails. */
function reasons(rule: Rule, match: readonly string[], ignore: readonly string[] = ['none']) {
  const report = checkRules([{ ...PACK, rules: [{ ...rule, examples: { match, ignore } }] }])
  return report.rules[0]?.problems.flatMap((problem) => problem.reasons)
}

const LOCKER: PatternRule = {
  ...BADGE,
  likelihood: 'UNLIKELY',
  patterns: ['[0-9]{4}'],
  keys: { for: ['locker code'], against: ['old'] },
  context: { for: ['locker'], against: ['total'] }
}

test.each<[string, PatternRule, string, string]>([
  ['a pattern', BADGE, 'badge «AC-12345»', 'patterns: none matches there'],
  ['marks', BADGE, 'badge «AC-12345»6', 'patterns: they match 6–15 there'],
  ['the character before', BADGE, 'x-«AC-123456»', 'boundaries.before:'],
  ['a word that goes on', BADGE, 'M«AC-123456»', 'but inside a word'],
  ['the character after', BADGE, '«AC-123456»7', 'boundaries.after:'],
  [
    'a validator',
    { ...BADGE, validators: ['luhn'] },
    '«AC-123456»',
    'validator `luhn`: it refuses'
  ],
  ['an exclusion', { ...BADGE, exclude: ['x', 'AC-1{6}'] }, '«AC-111111»', 'exclude[1]:'],
  [
    'a keyword that is not there',
    { ...BADGE, patterns: ['[A-Z]{2}-\\d{6}'], keywords: ['zz'] },
    '«AC-123456»',
    'keywords: none'
  ],
  ['no word', LOCKER, 'spind «7741»', 'no word of context.for is there'],
  [
    'a key against',
    LOCKER,
    '{"oldLockerCode":"«7741»"}',
    'keys.for raises it, no word of context.for is there, keys.against lowers it'
  ],
  [
    'a word against',
    LOCKER,
    'locker total «7741»',
    'context.for raises it, context.against lowers it'
  ]
])('tells that %s decided', (_, rule, example, reason) => {
  expect(reasons(rule, [example])?.join('\n')).toContain(reason)
})

test('tells every check that refuses, in JSON and in what is encoded too', () => {
  const rule: PatternRule = { ...BADGE, validators: ['luhn'] }
  expect(reasons(rule, ['{"a":"\\"x«AC-123456»"}'])).toEqual([
    expect.stringContaining('boundaries.before'),
    expect.stringContaining('luhn')
  ])
  expect(reasons(rule, ['path=%2F«AC%2D123456»'])).toEqual([expect.stringContaining('luhn')])
})

test.each<[string, KeyRule, string, string]>([
  ['no name', DOOR, '{"door":"«4821»"}', 'keys.for: no name of it stands before'],
  ['a word against', DOOR, '{"doorCodeChanged":"«4821»"}', 'keys.against:'],
  ['the kind of value', DOOR, '{"doorCode":"«open»"}', 'value: it does not count as `number`'],
  ['text', DOOR, 'door_code=«4821»', 'inText:'],
  ['likelihood', { ...DOOR, likelihood: 'UNLIKELY' }, '{"doorCode":"«4821»"}', 'likelihood:']
])('tells of a key rule that %s decided', (_, rule, example, reason) => {
  expect(reasons(rule, [example])?.join('\n')).toContain(reason)
})

test('tells why a near miss is found', () => {
  expect(reasons({ ...BADGE, patterns: ['BX-1', 'AC-\\d{6}'] }, ['«BX-1»'], ['AC-123456'])).toEqual(
    ['0–9 is found: patterns[1] matches; accepted by boundaries.before, boundaries.after']
  )
  expect(reasons(LOCKER, ['locker «7741»'], ['locker 1234'])?.[0]).toContain(
    'raised by context.for'
  )
  expect(reasons(DOOR, ['{"doorCode":"«4821»"}'], ['{"doorCode":"4822"}'])?.[0]).toContain(
    'a name of keys.for stands before it'
  )
})
