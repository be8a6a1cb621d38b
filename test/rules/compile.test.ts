import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { compilePack } from '../../src/rules/compile.ts'
import { parsePack } from '../../src/rules/parse-pack.ts'
import type { CompiledPack, PatternRule, RulePack } from '../../src/rules/rule.ts'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../src/rules/shipped.ts'
import { BADGE, DOOR, PACK } from './packs-for-tests.ts'

function compileBadge(change: Partial<PatternRule>): CompiledPack {
  return compilePack({ ...PACK, rules: [{ ...BADGE, ...change }] })
}

function hashOf(change: Partial<PatternRule>): string | undefined {
  return compileBadge(change).hashes['acme.badge']
}

test('a compiled pack is plain data without examples and source patterns', () => {
  const pack = compilePack(PACK)
  expect(JSON.parse(JSON.stringify(pack))).toEqual(pack)
  for (const rule of pack.rules) {
    for (const key of ['examples', 'patterns', 'exclude']) expect(rule).not.toHaveProperty(key)
  }
})

test('boundaries and exclusions are emitted for V8 like patterns', () => {
  const pack = compileBadge({
    ignoreCase: true,
    boundaries: { before: '[\\sx]' },
    exclude: ['AC-0{6}', 'a|b']
  })
  expect(pack.rules[0]).toMatchObject({
    boundaries: { before: '[\\u{9}-\\u{d} Xx\\u{a0}]' },
    excluded: ['^(?:[Aa][Cc]-0{6})$', '^(?:[Aa]|[Bb])$']
  })
})

test('the hash does not change with what changes no meaning', () => {
  const hash = hashOf({})
  expect(hash).toMatch(/^[0-9a-f]{12}$/)
  expect(hashOf({ description: 'Other words.' })).toBe(hash)
  expect(hashOf({ examples: { match: ['«AC-000000»'], ignore: ['x', 'y'] } })).toBe(hash)
  expect(hashOf({ references: ['RFC 1'] })).toBe(hash)
  expect(hashOf({ patterns: ['(?:AC)\\x2d[0-9]{6}'] })).toBe(hash)
  expect(
    hashOf({ likelihood: 'LIKELY', operator: 'replace', default: true, ignoreCase: false })
  ).toBe(hash)
  expect(hashOf({ keys: { for: ['a', 'b'] } })).toBe(hashOf({ keys: { for: ['b', 'a'] } }))
})

test('the hash changes with each thing that changes the meaning', () => {
  const changes: Partial<PatternRule>[] = [
    {},
    { patterns: ['AC-\\d{7}'] },
    { patterns: ['AC-\\d{6}', 'x'] },
    { ignoreCase: true },
    { infoType: 'OTHER' },
    { likelihood: 'POSSIBLE' },
    { operator: 'mask' },
    { default: false },
    { keywords: ['badge'] },
    { boundaries: { before: '\\w' } },
    { boundaries: { after: '\\w' } },
    { validators: ['luhn'] },
    { exclude: ['AC-0{6}'] },
    { keys: { for: ['badge'] } },
    { keys: { against: ['badge'] } },
    { context: { for: ['badge'] } },
    { context: { for: ['badge'], window: 9 } }
  ]
  const hashes = changes.map(hashOf)
  expect(new Set(hashes).size).toBe(changes.length)
})

test('the hash of a key rule takes the default of inText as said', () => {
  const hash = (rule: typeof DOOR): unknown =>
    compilePack({ ...PACK, rules: [rule] }).hashes['acme.door']
  expect(hash({ ...DOOR, inText: false })).toBe(hash(DOOR))
  expect(hash({ ...DOOR, inText: true })).not.toBe(hash(DOOR))
})

test('a shipped pack comes as its source compiles today', () => {
  expect(SHIPPED_PACK_NAMES.length).toBeGreaterThan(0)
  for (const name of SHIPPED_PACK_NAMES) {
    const { source, compiled } = shippedPack(name)
    expect(compiled.pack).toBe(name)
    expect(compiled).toEqual(JSON.parse(JSON.stringify(compilePack(source))))
    expect(shippedPack(name).compiled).toBe(compiled)
  }
})

test('an unknown shipped pack is an error with its name', () => {
  expect(() => shippedPack('no-such')).toThrow(
    expect.objectContaining({ code: 'ERR_RULES_UNKNOWN' }) as Error
  )
})

test('compiled packs load neither the YAML nor the pattern parser', () => {
  const script = `
    const { loadCompiled } = require('./src/rules/load.ts')
    const { SHIPPED_PACK_NAMES } = require('./src/rules/shipped.ts')
    const packs = loadCompiled(SHIPPED_PACK_NAMES)
    const loaded = Object.keys(require.cache).filter((path) => /node_modules.(yaml|@eslint-community|ajv)/.test(path))
    console.log(JSON.stringify([packs.length === SHIPPED_PACK_NAMES.length, loaded]))`
  const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], {
    encoding: 'utf8'
  })
  expect(JSON.parse(output)).toEqual([true, []])
})

test('a pattern that parsePack would refuse is refused here too', () => {
  const pack: RulePack = { ...PACK, rules: [{ ...BADGE, patterns: ['a*'] }] }
  expect(parsePack(pack)).toHaveProperty('issues')
  expect(() => compilePack(pack)).toThrow(
    expect.objectContaining({ code: 'ERR_PATTERN_UNSUPPORTED' }) as Error
  )
})
