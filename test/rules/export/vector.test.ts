import { expect, test } from 'vitest'
import type { RulePack } from '../../../src/index.ts'
import { createRuleSet } from '../../../src/rule-set.ts'
import { benignLines } from '../../../src/rules/benign-lines.ts'
import { toVector } from '../../../src/rules/export/vector.ts'
import { BADGE } from '../packs-for-tests.ts'

const { packs } = createRuleSet()
const program = toVector(packs, {}).text
const STATEMENT = /^ {4}text = replace\(text, r'([^']*)', "\$1\[([A-Z][A-Z0-9_]*)\]\$2"\)$/

test('the program is what VRL documents: map_values with a closure, replace with groups, raw regular expressions', () => {
  const lines = program.split('\n').filter((line) => line !== '' && !/^\s*#/.test(line))
  expect(lines.slice(0, 3)).toEqual([
    '. = map_values(., recursive: true) -> |value| {',
    '  if is_string(value) {',
    '    text = string!(value)'
  ])
  expect(lines.slice(-5)).toEqual(['    text', '  } else {', '    value', '  }', '}'])
  for (const line of lines.slice(3, -5)) expect(line).toMatch(STATEMENT)
})

test('no expression holds what Rust reads otherwise: look-around, a set operation or a half of a surrogate pair', () => {
  for (const line of program.split('\n')) {
    const pattern = STATEMENT.exec(line)?.[1]
    if (pattern === undefined) continue
    expect(pattern).not.toMatch(/\(\?[=!<]|\\x\{d[89a-f][0-9a-f]{2}\}/i)
    for (const [whole] of pattern.matchAll(/(?<!\\)\[(?:[^\]\\]|\\.)*\]/g)) {
      expect(whole.slice(1, -1)).not.toMatch(/&&|(?<!\\)--|~~|(?<!\\)\[/)
    }
  }
})

test('a match that takes a character on both sides is looked for twice, any other once', () => {
  const pack = (boundaries: object): RulePack => ({
    pack: 'acme',
    version: 1,
    rules: [{ ...BADGE, boundaries }]
  })
  const countOf = (boundaries: object): number =>
    toVector(createRuleSet({ rules: ['kr', '-kr', pack(boundaries)] }).packs, {}).text.split(
      'replace(text'
    ).length - 1
  expect(countOf({ before: '[\\w-]', after: '\\w' })).toBe(2)
  expect(countOf({ before: '[\\w-]' })).toBe(1)
})

test('a pattern too large for Rust takes any character beyond ASCII for a letter, and says so', () => {
  const { looser } = toVector(packs, {})
  expect(looser.find(({ id }) => id === 'core.email')?.lost).toContain('letters beyond ASCII')
  const email = program.split('\n').find((line) => line.includes('[EMAIL_ADDRESS]')) ?? ''
  // the boundary keeps its properties: they stand there once, not sixty times
  expect(email.match(/\\p\{/g)?.length).toBeLessThanOrEqual(2)
})

test('marks no more of the benign lines than a rule may: a span id of digits can look like a card number', () => {
  const patterns = program.split('\n').flatMap((line) => {
    const pattern = STATEMENT.exec(line)?.[1]
    return pattern === undefined
      ? []
      : [new RegExp(pattern.replace(/\\x\{([0-9a-f]+)\}/g, '\\u{$1}'), 'u')]
  })
  const marked = benignLines().filter((line) => patterns.some((each) => each.test(line)))
  expect(marked.length).toBeLessThanOrEqual(1)
})
