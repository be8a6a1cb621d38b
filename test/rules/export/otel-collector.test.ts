import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { createRuleSet } from '../../../src/rule-set.ts'
import { benignLines } from '../../../src/rules/benign-lines.ts'
import { toKeyPatterns } from '../../../src/rules/export/key-patterns.ts'
import { toOtelCollector } from '../../../src/rules/export/otel-collector.ts'

type Processor = {
  readonly allow_all_keys: boolean
  readonly blocked_values: readonly string[]
  readonly blocked_key_patterns: readonly string[]
}

const { packs } = createRuleSet()
const exported = toOtelCollector(packs, { name: 'logs of ours' })
const { processors } = parse(exported.text) as { processors: Readonly<Record<string, Processor>> }
const processor = processors['redaction/logs_of_ours'] as Processor

/** Go reads `$$` as one `$` before the regular expression sees it; named groups and \x{…} are all that V8 reads otherwise. */
function toV8(pattern: string): RegExp {
  return new RegExp(pattern.replaceAll('$$', '$').replace(/\\x\{([0-9a-f]+)\}/g, '\\u{$1}'), 'u')
}

test('is a processor that lets all keys through and blocks values and names', () => {
  expect(processor.allow_all_keys).toBe(true)
  expect(processor.blocked_values.length).toBeGreaterThan(100)
  expect(processor.blocked_key_patterns.length).toBeGreaterThan(10)
})

test('marks no more of the benign lines than a rule may: a span id of digits can look like a card number', () => {
  const values = processor.blocked_values.map(toV8)
  const marked = benignLines().filter((line) => values.some((value) => value.test(line)))
  expect(marked.length).toBeLessThanOrEqual(1)
})

test('a rule that needs the character beside it is left out where that cannot be said, not handed on without', () => {
  const ids = [...exported.exact, ...exported.looser.map(({ id }) => id)]
  expect(ids).toContain('secrets.password')
  expect(exported.leftOut).toContainEqual({
    id: 'core.person_name',
    reason: 'needs the name of a key'
  })
  expect(exported.leftOut).toContainEqual({
    id: 'financial.iban',
    reason: expect.stringContaining('marks harmless lines without the check iban')
  })
})

test.each([
  [
    'api key',
    ['apiKey', 'api_key', 'API-KEY', 'x-api-key', 'myApiKey', 'APIKEY', 'apikey'],
    ['monkeyapi', 'apikeyboard', 'therapikey']
  ],
  [
    'password',
    ['password', 'dbPassword', 'DB_PASSWORD', 'user.password'],
    ['passwords_changed_x', 'xpassword']
  ],
  ['=pin', ['pin', 'PIN', 'Pin'], ['pins', 'spin', 'pin_code']],
  ['비밀번호', ['비밀번호', '내비밀번호확인'], ['번호']]
])('the name %s', (name, matches, others) => {
  const patterns = toKeyPatterns([name]).map((source) => new RegExp(source, 'u'))
  const found = (key: string) => patterns.some((pattern) => pattern.test(key))
  expect(matches.filter((key) => !found(key))).toEqual([])
  expect(others.filter(found)).toEqual([])
})
