import { describe, expect, test, vi } from 'vitest'
import { parsePattern } from '../../src/rules/pattern/parse.ts'
import { type CompiledPattern, isPatternRule, type PatternRule } from '../../src/rules/rule.ts'
import { SHIPPED_PACK_NAMES, shippedPack } from '../../src/rules/shipped.ts'
import { holds } from './pattern/anchor-oracle.ts'
import { loadRe2, writeMatch } from './pattern/random-pattern.ts'

const TEXTS = process.env.LOGVEIL_LONG ? 2_000 : 40
vi.setConfig({ testTimeout: 900_000 })
const re2 = loadRe2()

type Case = {
  readonly rule: PatternRule
  readonly source: string
  readonly compiled: CompiledPattern
}

const CASES: readonly Case[] = SHIPPED_PACK_NAMES.flatMap((name) => {
  const { source: pack, compiled } = shippedPack(name)
  return pack.rules.filter(isPatternRule).flatMap((rule) => {
    const twin = compiled.rules.find(({ id }) => id === rule.id)
    if (twin === undefined || !('compiled' in twin)) throw new Error(`${rule.id} is not compiled`)
    return rule.patterns.map((source, index) => ({
      rule,
      source,
      compiled: twin.compiled[index] as CompiledPattern
    }))
  })
})

/** mulberry32: the same texts in every run. */
function picker(seed: number): (count: number) => number {
  let state = seed
  return (count) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count
  }
}

function matchesOf({ rule, source, compiled }: Case): readonly string[] {
  const parsed = parsePattern(source, rule.ignoreCase ?? false)
  if ('issues' in parsed) throw new Error('not portable')
  const whole = new RegExp(`^(?:${compiled.v8})$`, 'u')
  const pick = picker(source.length)
  const written = Array.from({ length: TEXTS }, () => writeMatch(parsed.part, pick))
  return written.filter((text) => whole.test(text))
}

describe('each shipped pattern', () => {
  test('is proved linear', () => {
    expect(CASES.length).toBeGreaterThan(30)
    expect(CASES.filter(({ compiled }) => !compiled.linear).map(({ rule }) => rule.id)).toEqual([])
  })

  test('holds its anchor in every text that it matches, keywords of the rule aside', () => {
    const broken = CASES.filter(({ rule }) => rule.keywords === undefined).filter((each) => {
      const texts = matchesOf(each)
      return texts.length === 0 || !texts.every((text) => holds(each.compiled.anchor, text))
    })
    expect(broken.map(({ rule, source }) => [rule.id, source])).toEqual([])
  })

  test('finds the same on V8 and RE2 in texts that it matches', (context) => {
    if ('missing' in re2) return context.skip(re2.missing)
    const span = (regex: RegExp, text: string): unknown => {
      const match = regex.exec(text)
      return match && [match.index, match[0], match.groups?.value]
    }
    const different = CASES.filter((each) => {
      const onV8 = new RegExp(each.compiled.v8, 'u')
      const onRe2 = new re2.RE2(each.compiled.re2, 'u')
      const texts = matchesOf(each)
        .slice(0, 10)
        .map((text) => `x ${text} ${text}é`)
      return texts.some(
        (text) => JSON.stringify(span(onV8, text)) !== JSON.stringify(span(onRe2, text))
      )
    })
    expect(different.map(({ rule, source }) => [rule.id, source])).toEqual([])
  })
})

test('the source of a shipped pack cannot be changed', () => {
  const rule = shippedPack(SHIPPED_PACK_NAMES[0] as string).source.rules[0]
  expect(Object.isFrozen(rule?.examples.match)).toBe(true)
})
