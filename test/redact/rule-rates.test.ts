import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGuard } from '../../src/redact/guard.ts'
import { createRuleRates, LEAST_LINES } from '../../src/redact/rule-rates.ts'
import { createRuleSet } from '../../src/rule-set.ts'

function ratesOf() {
  const warnings: string[] = []
  return { warnings, rates: createRuleRates((_, message) => warnings.push(message)) }
}

const hit = { ruleId: 'acme.badge' }

test('warns once of a rule that marks more than 5 % of the lines, and goes on counting', () => {
  const { rates, warnings } = ratesOf()
  for (let line = 1; line <= 4000; line++) if (line % 10 === 0) rates.note([hit], line)
  expect(warnings).toEqual([
    'The rule acme.badge marked 100 of the first 1000 lines (10 %). It stays on. Look at one of them: `logveil scan` shows which fields; `-acme.badge` in the option rules switches it off.'
  ])
  expect(rates.counts()).toEqual({ 'acme.badge': 400 })
})

test('says nothing at 5 %, nor of the first lines', () => {
  const { rates, warnings } = ratesOf()
  for (let line = 1; line <= 4000; line++) if (line % 20 === 0) rates.note([hit], line)
  expect(warnings).toEqual([])
  const early = ratesOf()
  for (let line = 1; line < LEAST_LINES; line++) early.rates.note([hit], line)
  expect(early.warnings).toEqual([])
  early.rates.note([hit], LEAST_LINES)
  expect(early.warnings).toHaveLength(1)
})

test('a line counts once for a rule, whatever it holds and in whatever order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom('a.x', 'a.y', 'b.z'), { minLength: 1 })),
      (lines) => {
        const { rates } = ratesOf()
        const expected: Record<string, number> = {}
        lines.forEach((ids, index) => {
          rates.note(
            ids.map((ruleId) => ({ ruleId })),
            index + 1
          )
          for (const id of new Set(ids)) expected[id] = (expected[id] ?? 0) + 1
        })
        expect(rates.counts()).toEqual(expected)
      }
    )
  )
})

test("the guard tells of the hits of lines, not of a child's bindings, and a path of the user is no rule", () => {
  const { rates } = ratesOf()
  const { matcher, operators } = createRuleSet()
  const guard = createGuard({
    matcher,
    operators,
    stamp: (line) => line,
    withhold: () => '',
    onTrouble: (error) => expect.unreachable(String(error)),
    onHits: rates.note
  })
  const line = '{"to":"jane.doe@example.com","cc":"bob@example.com"}'
  guard.secure('{"msg":"plain"}', 0, null, [])
  guard.secure(line, 0, null, [])
  guard.secureMembers(line, 0, null)
  expect(guard.counters.lines).toBe(2)
  expect(rates.counts()).toEqual({ 'core.email': 1 })
  rates.note([{ ruleId: 'redact.path' }], 3)
  expect(rates.counts()).toEqual({ 'core.email': 1 })
})
