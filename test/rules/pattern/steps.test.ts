import { expect, test } from 'vitest'
import { parsePattern } from '../../../src/rules/pattern/parse.ts'
import { countSteps } from '../../../src/rules/pattern/steps.ts'

function steps(pattern: string, text: string, limit = 1e6): number {
  const parsed = parsePattern(pattern, false)
  if (!('part' in parsed)) throw new Error('not a pattern')
  return countSteps(parsed.part, text, limit)
}

test('a pattern that fits nowhere costs one comparison a character', () => {
  expect(steps('AC-[0-9]{6}', 'x'.repeat(100))).toBe(100)
})

test('a match is compared once and goes on behind it', () => {
  expect(steps('[a-z]{3}', 'abcabc')).toBe(6)
})

test('what is tried from every start counts from every start', () => {
  // from each start all letters up to the end, then back over each for the digit
  expect(steps('[a-z]{1,64}[0-9]', 'aaaa')).toBe(24)
  expect(steps('[a-z]{1,64}?[0-9]', 'aaaa')).toBe(24)
})

test('it gives up at the limit, and on texts that are too long to walk', () => {
  expect(steps('(?:a|b)(?:c|d)', 'abab', 5)).toBe(5)
  expect(steps('[a-z]{1,4000}(?:x|y)1', 'a'.repeat(4000), 20_000)).toBe(20_000)
})
