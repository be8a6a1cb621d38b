import { expect, test } from 'vitest'
import { costOfRules } from '../../src/cost/rule-costs.ts'
import { recordWork } from '../../src/cost/rule-searches.ts'
import { createRuleSet } from '../../src/rule-set.ts'
import { createScanner } from '../../src/scanner.ts'

const PACK = {
  pack: 'acme',
  version: 1,
  rules: [
    {
      id: 'acme.badge',
      infoType: 'BADGE',
      description: 'A badge.',
      keywords: ['AC-'],
      patterns: ['AC-[0-9]{6}'],
      validators: ['luhn'],
      examples: { match: ['«AC-204511»'], ignore: ['AC-204518'] }
    },
    {
      id: 'acme.desk',
      infoType: 'DESK',
      description: 'A desk.',
      patterns: ['[a-f]{3}[xyz]{3}'],
      examples: { match: ['«abcxyz»'], ignore: ['abcwyz'] }
    }
  ]
} as const

const rules = { rules: [PACK, '-core', '-financial'] as never }
const packs = () => createRuleSet(rules).packs.filter(({ pack }) => pack === 'acme')

test('counts what the scan does for each rule', () => {
  const lines = ['opened AC-204518', 'nothing', 'opened AC-204511 at abcxyz']
  const recorded = recordWork(packs(), lines, {})
  expect(recorded.lines).toBe(3)
  const [badge, desk] = recorded.rules
  expect(badge).toMatchObject({ id: 'acme.badge', isGated: false, hasKeywords: true })
  expect(badge?.refusedBy.get('luhn')).toBeGreaterThan(0)
  expect(badge?.matches).toBeGreaterThan(badge?.refused as number)
  // nothing gates it: every line is searched
  expect(desk?.searches).toBeGreaterThanOrEqual(3)
  expect(desk?.anchors).toEqual([{ kind: 'none' }])
})

test('what is noted finds nothing else than the scan', () => {
  const own = createScanner(rules)
  const line = 'opened AC-204511 at abcxyz'
  recordWork(packs(), [line], {})
  const ids = own.scan(line).map(({ ruleId }) => ruleId)
  expect(ids).toEqual(['acme.badge', 'acme.desk'])
})

test('says why a rule costs what it does, with none of the values', () => {
  const lines = Array.from({ length: 50 }, (_, i) => `opened AC-20451${i % 9} at noon`)
  const recorded = recordWork(packs(), lines, {})
  let time = 0
  const costs = costOfRules(recorded, {}, 20, () => ++time)
  const byId = new Map(costs.map((cost) => [cost.id, cost]))
  expect(byId.get('acme.desk')?.why[0]).toBe(
    'no keyword, `@` or run of digits stands in each of its matches, so it searches every text whole; keywords would gate it'
  )
  expect(byId.get('acme.badge')?.why[0]).toBe('woken by `ac-`')
  expect(byId.get('acme.badge')?.why.at(-1)).toMatch(
    /^`luhn` refuses most of what the pattern matches/
  )
  expect(JSON.stringify(costs)).not.toContain('20451')
  expect(costs.map(({ nsPerLine }) => nsPerLine > 0)).toEqual([true, true])
})

test('the dearest rule comes first, rules without work are left out', () => {
  const recorded = recordWork(packs(), ['nothing here'], {})
  let time = 0
  const costs = costOfRules(recorded, {}, 5, () => ++time)
  expect(costs.map(({ id }) => id)).toEqual(['acme.desk'])
})
