import { expect, test } from 'vitest'
import { LARGEST_FILE, parseRuleText } from '../../src/rules/rule-text.ts'

const yaml = (text: string) => parseRuleText(text, false)

test('reads texts as texts, whatever YAML could take them for', () => {
  expect(yaml('keywords: [no, 1e3, null, ~, 404, 0x10, 2026-01-01, true]')).toEqual({
    data: { keywords: ['no', '1e3', 'null', '~', '404', '0x10', '2026-01-01', 'true'] }
  })
})

test('reads version, window, default, ignoreCase and inText as what they are, unless quoted', () => {
  expect(yaml('version: 2\nwindow: 40\ndefault: false\nignoreCase: true\ninText: yes')).toEqual({
    data: { version: 2, window: 40, default: false, ignoreCase: true, inText: 'yes' }
  })
  expect(yaml('version: "2"\ndefault: \'false\'')).toEqual({
    data: { version: '2', default: 'false' }
  })
})

test.each([
  ['a tag of a language', 'a: !!js/function "x"'],
  ['an own tag', 'a: !thing x'],
  ['two documents', 'a: 1\n---\nb: 2'],
  ['a key twice', 'a: 1\na: 2'],
  ['deep nesting', '['.repeat(20_000)],
  ['an alias of nothing', 'a: *b']
])('refuses %s and repeats nothing of it', (_, text) => {
  const result = yaml(text)
  expect(result).toEqual({ problem: expect.stringMatching(/^expected YAML, got /) })
  expect(JSON.stringify(result)).not.toMatch(/js\/function|thing/)
})

test('merges no keys and sets no prototype', () => {
  expect(yaml('<<: { a: x }')).toEqual({ data: { '<<': { a: 'x' } } })
  const { data } = yaml('__proto__: { polluted: x }') as { data: object }
  expect(Object.keys(data)).toEqual(['__proto__'])
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('refuses more than 1 MiB, as YAML and as JSON', () => {
  const text = `"${'x'.repeat(LARGEST_FILE)}"`
  for (const isJson of [true, false]) {
    expect(parseRuleText(text, isJson)).toEqual({ problem: expect.stringContaining('1 MiB') })
  }
})
