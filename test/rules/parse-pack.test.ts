import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { Issue } from '../../src/errors.ts'
import { type ParseOptions, parsePack } from '../../src/rules/parse-pack.ts'
import { BADGE, DOOR, PACK, withBadge, withDoor } from './packs-for-tests.ts'

const ajv = new Ajv2020({ strict: false })
const schemaAccepts = ajv.compile(JSON.parse(readFileSync('rules/schema.json', 'utf8')) as object)

function issuesOf(data: unknown, options?: ParseOptions): readonly Issue[] {
  const parsed = parsePack(data, options)
  return 'issues' in parsed ? parsed.issues : []
}

function linesOf(data: unknown, options?: ParseOptions): readonly string[] {
  return issuesOf(data, options).map(({ path, message }) => `${path}: ${message}`)
}

const GOOD: readonly (readonly [string, unknown])[] = [
  ['a pattern rule and a key rule', PACK],
  [
    'a pack with a description and a $schema',
    { $schema: './schema.json', description: 'x', ...PACK }
  ],
  [
    'every field of a pattern rule',
    withBadge({
      likelihood: 'POSSIBLE',
      operator: 'mask',
      default: false,
      references: ['RFC 1'],
      ignoreCase: true,
      keywords: ['badge'],
      validators: ['luhn'],
      exclude: ['AC-0{6}'],
      keys: { for: ['badge'] },
      context: { for: ['badge'], against: ['order'], window: 40 }
    })
  ],
  [
    'every field of a key rule',
    withDoor({ likelihood: 'VERY_LIKELY', operator: 'remove', inText: true, references: [] })
  ],
  [
    'a Hangul keyword of one character',
    withBadge({ keywords: ['키'], examples: { match: ['키 «AC-123456»'], ignore: ['키'] } })
  ]
]

const BAD_SHAPES: readonly (readonly [string, unknown, string])[] = [
  ['null', null, ': expected a mapping, got null'],
  ['a list', [PACK], ': expected a mapping, got a list'],
  [
    'a pack without rules',
    { pack: 'acme', version: 1 },
    'rules: expected `rules`, got nothing; add it'
  ],
  [
    'a pack with no rule',
    { ...PACK, rules: [] },
    'rules: expected a list of at least one rule, got an empty list'
  ],
  [
    'a pack name in capitals',
    { ...PACK, pack: 'Acme' },
    'pack: expected a name in lower case such as `acme`, got another text'
  ],
  [
    'a version that is a text',
    { ...PACK, version: '1' },
    'version: expected a whole number from 1, got another text'
  ],
  [
    'an unknown key of the pack',
    { ...PACK, verison: 1 },
    'verison: expected a known key, got an unknown one; did you mean `version`?'
  ],
  [
    'a rule that is a number',
    { ...PACK, rules: [7] },
    'rules[0]: expected a rule (a mapping), got a number'
  ],
  [
    'a rule that is neither',
    { ...PACK, rules: [{ ...DOOR, value: undefined, id: 'acme.x' }] },
    'rules[0]: expected a rule with patterns (recognised by its shape) or with keys and value (recognised by its name), got a mapping'
  ],
  [
    'a misspelled key of a pattern rule',
    withBadge({ keyword: ['badge'] }),
    'rules[0].keyword: expected a known key, got an unknown one; did you mean `keywords`?'
  ],
  [
    'a key rule with patterns’ fields',
    withDoor({ validators: ['luhn'] }),
    'rules[0].validators: expected a known key'
  ],
  [
    'an infoType in lower case',
    withBadge({ infoType: 'badge' }),
    'rules[0].infoType: expected an infoType in capitals such as `EMAIL_ADDRESS`, got another text'
  ],
  [
    'an unknown likelihood',
    withBadge({ likelihood: 'LIKLY' }),
    'rules[0].likelihood: expected one of VERY_UNLIKELY, UNLIKELY, POSSIBLE, LIKELY, VERY_LIKELY, got another text; did you mean `LIKELY`?'
  ],
  [
    'an unknown operator',
    withBadge({ operator: 'redact' }),
    'rules[0].operator: expected one of replace, mask, truncate, hash, remove, keep, got another text'
  ],
  ['a likelihood that is a number', withBadge({ likelihood: 3 }), 'got a number'],
  [
    'no patterns',
    withBadge({ patterns: [] }),
    'rules[0].patterns: expected a list of at least one pattern, got an empty list'
  ],
  [
    'a pattern that is no text',
    withBadge({ patterns: ['a', null] }),
    'rules[0].patterns[1]: expected a pattern, got null'
  ],
  [
    'an empty pattern',
    withBadge({ patterns: [''] }),
    'rules[0].patterns[0]: expected a pattern, got an empty text'
  ],
  [
    'no near miss',
    withBadge({ examples: { match: ['«AC-123456»'], ignore: [] } }),
    'rules[0].examples.ignore: expected a list of at least one near miss in which the rule finds nothing, got an empty list'
  ],
  [
    'no examples',
    withBadge({ examples: undefined }),
    'rules[0].examples: expected `examples`, got nothing; add it'
  ],
  [
    'a keyword that begins with a dash',
    withBadge({ keywords: ['-AC'] }),
    'rules[0].keywords[0]: expected a keyword that begins with a letter'
  ],
  [
    'a keyword of two letters',
    withBadge({ keywords: ['AC'] }),
    'rules[0].keywords[0]: expected a keyword that begins with a letter'
  ],
  [
    'an unknown kind of value',
    withDoor({ value: 'digits' }),
    'rules[0].value: expected one of any, secret, text, number, date'
  ],
  [
    'keys without for',
    withDoor({ keys: { against: ['x'] } }),
    'rules[0].keys.for: expected `for`, got nothing; add it'
  ],
  [
    'an empty word',
    withDoor({ keys: { for: [' '] } }),
    'rules[0].keys.for[0]: expected a word, got another text'
  ],
  [
    'a window of half a character',
    withBadge({ context: { for: ['x'], window: 0.5 } }),
    'rules[0].context.window: expected a whole number from 1 to 512, got a number'
  ],
  [
    'boundaries as a text',
    withBadge({ boundaries: '\\w' }),
    'rules[0].boundaries: expected a mapping with before or after, got another text'
  ]
]

describe('shape', () => {
  test.each(GOOD)('accepts %s, and so does the schema', (_, data) => {
    const json = JSON.parse(JSON.stringify(data)) as unknown
    expect(linesOf(data)).toEqual([])
    expect(schemaAccepts(json)).toBe(true)
  })

  test.each(BAD_SHAPES)('refuses %s, and so does the schema', (_, data, line) => {
    const json = JSON.parse(JSON.stringify(data)) as unknown
    expect(linesOf(data).join('\n')).toContain(line)
    expect(schemaAccepts(json)).toBe(false)
  })
})

const BAD_MEANINGS: readonly (readonly [string, unknown, string])[] = [
  [
    'an id of another pack',
    withBadge({ id: 'other.badge' }),
    'rules[0].id: expected an id that begins with `acme.`'
  ],
  [
    'an id that is there twice',
    { ...PACK, rules: [BADGE, DOOR, BADGE] },
    'rules[2].id: expected a unique id, got that of rules[0]'
  ],
  [
    'a pattern outside the subset',
    withBadge({ patterns: ['a', '(?=b)c'] }),
    'rules[0].patterns[1]: expected a pattern without look-around'
  ],
  [
    'an exclusion outside the subset',
    withBadge({ exclude: ['x*'] }),
    'rules[0].exclude[0]: expected bounded repetition'
  ],
  [
    'an exclusion that is not proved linear',
    withBadge({ exclude: ['a{1,64}a{1,64}b'] }),
    'rules[0].exclude[0]: expected a pattern that is proved linear on V8'
  ],
  [
    'a boundary that is no class',
    withBadge({ boundaries: { before: 'ab' } }),
    'rules[0].boundaries.before: expected one character class'
  ],
  [
    'an unknown validator',
    withBadge({ validators: ['lunh'] }),
    'rules[0].validators[0]: expected a shipped validator, got an unknown name; did you mean `luhn`?'
  ],
  [
    'a match without marks',
    withBadge({ examples: { match: ['AC-123456'], ignore: ['x'] } }),
    'rules[0].examples.match[0]: expected each finding marked'
  ],
  [
    'a mark that does not close',
    withBadge({ examples: { match: ['«AC-123456'], ignore: ['x'] } }),
    'rules[0].examples.match[0]: expected marks in pairs around text'
  ],
  [
    'a mark around nothing',
    withBadge({ examples: { match: ['«»'], ignore: ['x'] } }),
    'rules[0].examples.match[0]: expected marks in pairs around text'
  ],
  [
    'a near miss with marks',
    withBadge({ examples: { match: ['«AC-123456»'], ignore: ['«x»'] } }),
    'rules[0].examples.ignore[0]: expected no marks'
  ],
  [
    'a match without a keyword',
    withBadge({
      keywords: ['badge'],
      examples: { match: ['BADGE «AC-123456»', '«AC-123456»'], ignore: ['x'] }
    }),
    'rules[0].examples.match[1]: expected one of the keywords in the text, got none'
  ]
]

describe('meaning', () => {
  test.each(BAD_MEANINGS)('refuses %s', (_, data, line) => {
    const lines = linesOf(data, { validators: new Set(['luhn', 'iban']) })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(line)
  })

  test('accepts any validator where none are named', () => {
    expect(linesOf(withBadge({ validators: ['whatever'] }))).toEqual([])
  })

  test('asks shipped packs only for as many near misses as matches and for linear patterns', () => {
    const data = withBadge({
      patterns: ['a{1,64}a{1,64}b'],
      examples: { match: ['«x»', '«y»'], ignore: ['z'] }
    })
    expect(linesOf(data)).toEqual([])
    expect(linesOf(data, { strict: true })).toEqual([
      expect.stringContaining('rules[0].patterns[0]: expected a pattern that is proved linear'),
      'rules[0].examples.ignore: expected at least as many near misses as matches (2), got 1; add near misses'
    ])
  })

  test('tells all problems at once, of shape and of meaning, in one rule and in others', () => {
    const data = {
      pack: 'acme',
      version: 0,
      rules: [
        { ...BADGE, operator: 'x', patterns: ['a*', 3, '^b'] },
        7,
        { ...DOOR, id: 'other.door', value: 'x' }
      ]
    }
    expect(
      issuesOf(data)
        .map(({ path }) => path)
        .sort()
    ).toEqual([
      'rules[0].operator',
      'rules[0].patterns[0]',
      'rules[0].patterns[1]',
      'rules[0].patterns[2]',
      'rules[1]',
      'rules[2].id',
      'rules[2].value',
      'version'
    ])
  })
})

test('repeats no value in a message', () => {
  const secret = `hunter2${'x'.repeat(3)}`
  const data = {
    pack: secret.toUpperCase(),
    version: secret,
    rules: [
      {
        ...BADGE,
        id: secret,
        infoType: secret,
        patterns: [`${secret}(`, `${secret}*`],
        validators: [secret],
        operator: secret,
        boundaries: { before: secret },
        keywords: [secret],
        examples: { match: [secret], ignore: [`«${secret}»`] }
      }
    ]
  }
  const text = linesOf(data, { validators: new Set(['luhn']) })
    .join('\n')
    .toLowerCase()
  expect(text.replaceAll(`begins with \`${secret}.\``, '')).not.toContain('hunter2')
})

test('puts the source before each path', () => {
  const data = withBadge({ operator: 'x' })
  expect(issuesOf(data, { source: 'acme.yaml' })[0]?.path).toBe('acme.yaml: rules[0].operator')
  expect(issuesOf(data, { source: 'rules[2]' })[0]?.path).toBe('rules[2].rules[0].operator')
  expect(issuesOf(null, { source: 'acme.yaml' })[0]?.path).toBe('acme.yaml')
})

test('gives a frozen copy and leaves the data as it was', () => {
  const data = structuredClone(PACK)
  const parsed = parsePack(data)
  if ('issues' in parsed) throw new Error('refused')
  expect(parsed.pack).toEqual(PACK)
  expect(Object.isFrozen(parsed.pack.rules[0]?.examples.match)).toBe(true)
  expect(Object.isFrozen(data)).toBe(false)
  expect(Object.isFrozen(data.rules[0])).toBe(false)
})

test('a key named __proto__ is an unknown key', () => {
  const data = JSON.parse(
    JSON.stringify(PACK).replace('"version":1', '"version":1,"__proto__":{}')
  ) as unknown
  expect(linesOf(data).join()).toContain('__proto__: expected a known key')
})
