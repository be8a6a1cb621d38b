import { expect, test } from 'vitest'
import { builtInSample } from '../../src/cost/built-in-sample.ts'
import { measure } from '../../src/cost/measure.ts'
import { LogveilError } from '../../src/errors.ts'

const EMAIL = 'jane.doe@example.com'
/** A thousandth of a millisecond each time it is read: the same work on each machine. */
function createClock(step = 0.001): () => number {
  let time = 0
  return () => (time += step)
}

test('counts the lines with findings and those taken apart, and shows no value', () => {
  const lines = [`{"user":"${EMAIL}"}`, '{"a":1}', `mail ${EMAIL}`, 'text']
  const report = measure(lines, { rules: {}, ms: 3, now: createClock() })
  expect(report.sample).toEqual({
    lines: 4,
    bytes: lines.join('\n').length + 1,
    linesWithFindings: 2,
    linesTakenApart: 2,
    findings: 2,
    byRule: { 'core.email': 2 }
  })
  expect(report.logging.records).toBeGreaterThan(0)
  expect(report.cost.rules.map(({ id }) => id)).toContain('core.email')
  expect(JSON.stringify(report)).not.toContain('jane')
})

test('lines that take longer than the time there is are left out, and not counted', () => {
  const lines = Array.from({ length: 500 }, () => 'text')
  const { sample } = measure(lines, { rules: {}, ms: 0.1, now: createClock(20) })
  expect(sample.lines).toBeGreaterThan(0)
  expect(sample.lines).toBeLessThan(150)
  expect(sample.bytes).toBe(sample.lines * 5)
})

test('rules that are switched off cost nothing', () => {
  const rules = { rules: ['default', '-core.email'] }
  const report = measure([`mail ${EMAIL}`], { rules, ms: 3, now: createClock() })
  expect(report.sample.findings).toBe(0)
  expect(report.cost.rules.map(({ id }) => id)).not.toContain('core.email')
})

test('wrong rules are told before anything is measured', () => {
  const never = () => {
    throw new Error('measured')
  }
  expect(() => measure(['a'], { rules: { rules: ['-nothing'] }, ms: 1, now: never })).toThrow(
    LogveilError
  )
})

test('the built-in log is always the same, and holds a few findings', () => {
  const lines = builtInSample()
  expect(lines).toEqual(builtInSample())
  expect(lines).toHaveLength(2000)
  expect(lines.filter((line) => line.includes('jane.doe'))).toHaveLength(40)
})
