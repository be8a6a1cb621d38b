import { describe, expect, test } from 'vitest'
import { checkRules, createScanner, loadRules } from '../../src/index.ts'
import { scanWith } from '../../src/rule-gate.ts'
import { benignLines } from '../../src/rules/benign-lines.ts'
import { compilePack } from '../../src/rules/compile.ts'
import { type Gates, passGates } from '../../src/rules/gates.ts'
import { patternIssues } from '../../src/rules/pattern/compile.ts'
import type { Rule, RulePack } from '../../src/rules/rule.ts'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../src/rules/shipped.ts'
import { BADGE, DOOR, PACK } from './packs-for-tests.ts'

function packOf(...rules: readonly Rule[]): RulePack {
  return { ...PACK, rules }
}

function gatesOf(pattern: string, more: object = {}): Gates {
  const pack = packOf({ ...BADGE, boundaries: {}, patterns: [pattern], ...more } as Rule)
  return passGates(pack, compilePack(pack), { scanWith: scanWith() })
}

describe('the benign sample', () => {
  test('is the same each time and holds other scripts than Latin', () => {
    const lines = benignLines()
    expect(lines).toHaveLength(1000)
    expect(new Set(lines).size).toBeGreaterThan(950)
    expect(lines[0]).toBe(
      'level=info ts=1787957115.311 caller=server/main.go:7438 msg="HEAD /static/stream.765761927485ad811f513545523b61016598f3d7.js 200 1025404820 - 494.490 ms"'
    )
    for (const script of ['Hangul', 'Han', 'Hiragana', 'Cyrillic', 'Greek', 'Arabic']) {
      const letters = new RegExp(`\\p{Script=${script}}`, 'u')
      expect(lines.some((line) => letters.test(line))).toBe(true)
    }
  })

  test.each(SHIPPED_PACK_NAMES)('is not marked by %s, whether on or off by default', (name) => {
    const { source, compiled } = shippedPack(name)
    const { refused, warned } = passGates(source, compiled, { scanWith: scanWith() })
    expect(refused).toEqual([])
    // what has no keyword is off by default
    const on = new Set(source.rules.filter((rule) => rule.default !== false).map(({ id }) => id))
    expect(warned.filter(({ id }) => on.has(id))).toEqual([])
  })
})

describe('a rule is refused', () => {
  test.each([
    ['bare digits', '[0-9]{7}'],
    ['a hash', '[0-9a-f]{40}'],
    ['a UUID', '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'],
    ['a version', '[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{1,2}'],
    ['an address in a private network', '10\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}'],
    ['Korean words', '[\\p{Script=Hangul}]{2,4}']
  ])('that marks %s', (_, pattern) => {
    expect(gatesOf(pattern).refused).toMatchObject([
      { id: 'acme.badge', message: expect.stringContaining('of 1000 harmless lines') }
    ])
  })

  test('whose search compares each character many times, without a clock', () => {
    const once = gatesOf('[^ ]{1,200}~[^ ]{1,200}~')
    expect(once.refused).toMatchObject([{ path: 'rules[0].patterns' }])
    expect(gatesOf('[^ ]{1,200}~[^ ]{1,200}~')).toEqual(once)
  })

  test('whose repetitions do not fit into memory', () => {
    expect(patternIssues('[\\p{L}\\p{N}]{500}', false)).toMatchObject([
      { message: expect.stringContaining('lower their bounds') }
    ])
    expect(patternIssues('[\\p{L}\\p{N}]{300}', false)).toEqual([])
    expect(patternIssues('[!-~]{4096}', false)).toEqual([])
  })

  test('wherever rules are loaded', () => {
    const broad = packOf({
      ...BADGE,
      patterns: ['[0-9]{10}'],
      examples: { match: ['«1234567890»'], ignore: ['1'] }
    })
    for (const load of [() => loadRules([broad]), () => createScanner({ rules: [broad] })]) {
      expect(load).toThrow(
        /rules\[\d+\]\.rules\[0\]: expected at most 0\.1 % of harmless lines marked/
      )
    }
    expect(checkRules([broad])).toMatchObject({ failed: 0, refused: 1 })
  })
})

describe('a rule passes', () => {
  test.each([
    ['a shape with an own prefix', 'AC-[0-9]{6}'],
    ['words of two capitals', '[A-Z]{2}[0-9]{6}']
  ])('with %s', (_, pattern) => {
    expect(gatesOf(pattern)).toEqual({ refused: [], warned: [] })
  })

  test('that is broad in shape and needs a word', () => {
    const keys = { keys: { for: ['locker code'] }, likelihood: 'UNLIKELY' }
    expect(gatesOf('[0-9]{4}', keys)).toEqual({ refused: [], warned: [] })
  })

  test('without a keyword at a low price, with a warning', () => {
    expect(gatesOf('[a-z]{5,20}xq')).toMatchObject({
      refused: [],
      warned: [{ message: expect.stringContaining('no keyword gates it') }]
    })
  })

  test('that names a harmless key, with a warning: names are chosen', () => {
    const pack = packOf({ ...DOOR, keys: { for: ['id'] }, value: 'any' })
    expect(passGates(pack, compilePack(pack), { scanWith: scanWith() })).toMatchObject({
      refused: [],
      warned: [{ message: expect.stringContaining('`=id` asks for the whole name') }]
    })
  })
})
