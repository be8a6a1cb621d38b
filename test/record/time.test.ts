import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClock, createEpochClock } from '../../src/record/time.ts'

test('writes key and RFC 3339 time as pino puts it into the line', () => {
  expect(createClock({ now: () => 1_764_000_000_007 })()).toBe(',"time":"2025-11-24T16:00:00.007Z"')
})

test('takes another key', () => {
  const clock = createClock({ now: () => 0, key: '@timestamp' })
  expect(clock()).toBe(',"@timestamp":"1970-01-01T00:00:00.000Z"')
})

test('says the same as toISOString whatever order the times come in', () => {
  // three before the end of the year 9999: a step must not leave what RFC 3339 can write
  const time = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_996 })
  const near = fc.array(fc.tuple(time, fc.integer({ min: 0, max: 3 })), { minLength: 1 })
  fc.assert(
    fc.property(near, (times) => {
      let at = 0
      const clock = createClock({ now: () => at })
      for (const [start, step] of times) {
        for (at of [start, start + step, start]) {
          expect(clock()).toBe(`,"time":"${new Date(at).toISOString()}"`)
        }
      }
    })
  )
})

test('returns the same text within a millisecond', () => {
  let calls = 0
  const clock = createClock({ now: () => 5 + (calls++ > 1 ? 1 : 0) })
  expect(clock()).toBe(clock())
  expect(clock()).toContain('.006Z')
})

test("pino's own time is epoch milliseconds", () => {
  expect(createEpochClock(() => 7)()).toBe(',"time":7')
})
