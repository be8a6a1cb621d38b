import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkRules, loadRules } from '../../src/index.ts'
import { compilePack } from '../../src/rules/compile.ts'
import {
  type CompiledPatternRule,
  isCompiledPatternRule,
  LIKELIHOODS,
  type RulePack
} from '../../src/rules/rule.ts'

const FILES = readdirSync('rules').filter((file) => file.endsWith('.yaml'))

/** Rules that run without evidence on each line. */
function alwaysOn(pack: RulePack): readonly CompiledPatternRule[] {
  const least = LIKELIHOODS.indexOf('POSSIBLE')
  return compilePack(pack)
    .rules.filter(isCompiledPatternRule)
    .filter(
      (rule) => rule.default !== false && LIKELIHOODS.indexOf(rule.likelihood ?? 'LIKELY') >= least
    )
}

describe.each(FILES)('%s', (file) => {
  const [pack] = loadRules([`./rules/${file}`]) as readonly [RulePack]

  test('is named after its file and has rules', () => {
    expect(pack.pack).toBe(file.replace(/\.yaml$/, ''))
    expect(pack.rules.length).toBeGreaterThan(0)
  })

  test.each(pack.rules)('$id finds what its examples mark and nothing else', (rule) => {
    const report = checkRules([{ ...pack, rules: [rule] }], { gates: false })
    expect(
      report.rules.flatMap(({ id, problems }) => problems.map((problem) => ({ id, ...problem })))
    ).toEqual([])
    expect(report.passed).toBe(rule.examples.match.length + rule.examples.ignore.length)
  })

  test.each(pack.rules)(
    '$id has enough examples, and as many to ignore as to match',
    ({ examples }) => {
      expect(examples.match.length).toBeGreaterThanOrEqual(3)
      expect(examples.ignore.length).toBeGreaterThanOrEqual(3)
      expect(examples.ignore.length).toBeGreaterThanOrEqual(examples.match.length)
    }
  )

  test.each(pack.rules)('$id says where its shape or its place is specified', ({ references }) => {
    // what a provider's token looks like is known by its prefix; the others follow laws and standards
    if (file !== 'secrets.yaml') expect(references?.length ?? 0).toBeGreaterThan(0)
  })

  test('every pattern that runs on each line has an anchor and linear time on V8', () => {
    const slow = alwaysOn(pack).flatMap(({ id, compiled }) =>
      compiled.filter(({ anchor, linear }) => anchor.kind === 'none' || !linear).map(() => id)
    )
    expect(slow).toEqual([])
  })

  test('no match is longer than a window', () => {
    const longest = compilePack(pack)
      .rules.filter(isCompiledPatternRule)
      .flatMap(({ compiled }) => compiled.map(({ max }) => max))
    expect(Math.max(0, ...longest)).toBeLessThanOrEqual(4096)
  })
})

test('verification values, PINs and track data are removed, never kept, hashed or masked', () => {
  const [pack] = loadRules(['./rules/financial.yaml']) as readonly [RulePack]
  const forbidden = pack.rules.filter(({ infoType }) =>
    ['CVV_NUMBER', 'CARD_PIN', 'CREDIT_CARD_TRACK_NUMBER'].includes(infoType)
  )
  expect(forbidden.length).toBeGreaterThan(0)
  expect(forbidden.map(({ operator }) => operator)).toEqual(forbidden.map(() => 'remove'))
})
