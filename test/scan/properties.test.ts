import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRuleSet } from '../../src/rule-set.ts'
import { NO_EVIDENCE } from '../../src/scan/evidence.ts'
import { scanText, scanTextFully } from '../../src/scan/text-scan.ts'
import { createScanner } from '../../src/scanner.ts'
import { json, RULE_EXAMPLES, text } from './samples.ts'

const rules = createRuleSet({ rules: ['all'] })
const { matcher } = rules
// a fixed sample in CI; the long run draws its own
const SEED = process.env.LOGVEIL_LONG ? {} : { seed: 20_261_123 }
const numRuns = process.env.LOGVEIL_LONG ? 100_000 : Number(process.env.RUNS ?? 3000)

const spans = (hits: readonly { start: number; end: number; rule: { id: string } }[]) =>
  [...new Set(hits.map((hit) => `${hit.rule.id} ${hit.start} ${hit.end}`))].sort()

test('candidates cover the full scan', () => {
  fc.assert(
    fc.property(text, (sample) => {
      expect(spans(scanText(matcher.plan, sample, NO_EVIDENCE))).toEqual(
        expect.arrayContaining(spans(scanTextFully(matcher.plan, sample, NO_EVIDENCE)))
      )
    }),
    { numRuns, ...SEED, endOnFailure: true }
  )
})

test("candidates cover the full scan of every rule's examples", () => {
  for (const example of RULE_EXAMPLES) {
    expect(spans(scanText(matcher.plan, example, NO_EVIDENCE))).toEqual(
      expect.arrayContaining(spans(scanTextFully(matcher.plan, example, NO_EVIDENCE)))
    )
  }
})

test('the first pass lets no text through in which the exact scan finds something', () => {
  fc.assert(
    fc.property(text, (sample) => {
      if (!matcher.mayHoldText(sample)) expect(matcher.scanText(sample)).toEqual([])
    }),
    { numRuns, ...SEED, endOnFailure: true }
  )
})

test('the first pass lets no line through in which the exact scan finds something', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'password', 'msg', 'user'), json), (record) => {
      const line = JSON.stringify(record)
      if (!matcher.mayHold(line, 0)) expect(matcher.scanLine(line)).toEqual([])
    }),
    { numRuns, ...SEED, endOnFailure: true }
  )
})

test('a redacted line is valid JSON, and redacting it again changes nothing', () => {
  const scanner = createScanner({ rules: ['all'] })
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'password', 'msg', 'user'), json), (record) => {
      const { line: safe } = scanner.redactLine(JSON.stringify(record))
      expect(() => JSON.parse(safe)).not.toThrow()
      expect(scanner.redactLine(safe).line).toBe(safe)
    }),
    { numRuns, ...SEED, endOnFailure: true }
  )
})
