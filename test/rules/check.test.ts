import { expect, test } from 'vitest'
import { type CheckDeps, checkRules } from '../../src/rules/check.ts'
import { isCompiledPatternRule, type PatternRule, type RulePack } from '../../src/rules/rule.ts'
import { BADGE, PACK } from './packs-for-tests.ts'

/** Scans with the bare patterns: what a real scanner adds is not what is tested here. */
const deps: CheckDeps = {
  scanWith: (pack) => (text) =>
    pack.rules
      .filter(isCompiledPatternRule)
      .filter((rule) => rule.default !== false)
      .flatMap((rule) =>
        rule.compiled.flatMap(({ v8 }) =>
          [...text.matchAll(new RegExp(v8, 'gu'))].map(({ index, 0: found }) => ({
            ruleId: rule.id,
            start: index,
            end: index + found.length
          }))
        )
      )
}

function packOf(...rules: readonly PatternRule[]): RulePack {
  return { ...PACK, rules }
}

function badge(match: readonly string[], ignore: readonly string[]): PatternRule {
  return { ...BADGE, examples: { match, ignore } }
}

test('reports each rule with the number of its examples that hold', () => {
  expect(checkRules([packOf(BADGE)], deps)).toEqual({
    passed: 2,
    failed: 0,
    refused: 0,
    rules: [{ id: 'acme.badge', passed: 2, failed: 0, problems: [], refused: [], warnings: [] }]
  })
})

test('compares all spans of an example, several marks and JSON included', () => {
  const report = checkRules(
    [packOf(badge(['«AC-111111», 😀 «AC-222222»', '{"a":"«AC-333333»"}'], ['AC-']))],
    deps
  )
  expect(report.failed).toBe(0)
})

test('a missed match, a shifted mark, an extra finding and a found near miss fail, told by offsets only', () => {
  const report = checkRules(
    [
      packOf(
        badge(
          ['«AC-12345»', 'x «AC-123456» y', '«AC-123456 »', '«AC-111111» AC-222222'],
          ['AC-123456', 'AC']
        )
      )
    ],
    deps
  )
  expect(report).toMatchObject({ passed: 2, failed: 4 })
  expect(report.rules[0]?.problems.map(({ example, message }) => ({ example, message }))).toEqual([
    { example: 'match[0]', message: 'expected 0–8, found nothing' },
    { example: 'match[2]', message: 'expected 0–10, found 0–9' },
    { example: 'match[3]', message: 'expected 0–9, found 0–9, 10–19' },
    { example: 'ignore[0]', message: 'expected nothing, found 0–9' }
  ])
  expect(JSON.stringify(report)).not.toContain('AC-')
})

test('a rule is run alone, and one that is off by default is on', () => {
  const off: PatternRule = { ...BADGE, default: false }
  const other: PatternRule = {
    ...BADGE,
    id: 'acme.other',
    patterns: ['AC-\\d{5}'],
    examples: { match: ['«AC-12345»'], ignore: ['AC'] }
  }
  expect(checkRules([packOf(off, other)], deps)).toMatchObject({ passed: 4, failed: 0 })
})

test('marks that do not pair up are a problem, not an exception', () => {
  const report = checkRules([packOf(badge(['«AC-123456'], ['x']))], deps)
  expect(report.rules[0]?.problems[0]?.message).toContain('expected marks in pairs')
})
