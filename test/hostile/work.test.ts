/**
 * Texts made to be slow: the work that the first pass does on them, counted, not timed.
 *
 * Each of these once cost the square of its length or many searches a character: a name in each word of a name, a window
 * for each context word, all rules at each place of a long run, a way back to the start for each `@`.
 */
import { expect, test } from 'vitest'
import { createRuleSet } from '../../src/rule-set.ts'

const { matcher } = createRuleSet({ rules: ['all'] })
const work = { calls: 0, units: 0 }
for (const detector of matcher.plan.detectors)
  for (const { search } of detector.patterns) {
    const { between } = search
    Object.assign(search, {
      between(text: string, from: number, to: number) {
        work.calls++
        work.units += Math.max(0, Math.min(to, text.length) - from) + 1
        return between(text, from, to)
      }
    })
  }

function workOn(text: string, json: boolean): { readonly calls: number; readonly units: number } {
  work.calls = 0
  work.units = 0
  if (json) matcher.mayHold(JSON.stringify({ msg: text }), 0)
  else matcher.mayHoldText(text)
  return { ...work }
}

const REPEATED = [
  'a@',
  '@.:=-',
  'password.',
  'password=\\"',
  'key cart:',
  'token: ',
  'AD12',
  '<password ',
  'name:password\n',
  'api key ',
  'iban ',
  '1',
  '1 ',
  '1-2.',
  '\uff11',
  'a=b+c ',
  '%41',
  '%2541',
  '&#64;',
  '\\u0041',
  'eyJ',
  'a://b@',
  '{"card":',
  'sort code '
]
const SIZE = 20_000
const rep = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length)

for (const json of [false, true])
  test.each(REPEATED)(`twice as much of "%s" is twice the work, json ${json}`, (unit) => {
    const once = workOn(rep(unit, SIZE), json)
    const twice = workOn(rep(unit, 2 * SIZE), json)
    expect(twice.calls).toBeLessThanOrEqual(2.2 * once.calls + 100)
    expect(twice.units).toBeLessThanOrEqual(2.2 * once.units + 5000)
    // about as many searches as there are rules that a place can wake
    expect(once.calls).toBeLessThanOrEqual(SIZE)
    expect(once.units).toBeLessThanOrEqual(100 * SIZE)
  })

test('what decodes in many ways at once is looked at, not decoded without end', () => {
  const text = rep('a=b+c %2525252541 &amp;amp;amp;#64; \uff11\\u0025 ', 4000)
  const { units } = workOn(text, false)
  expect(units).toBeLessThanOrEqual(1000 * text.length)
})
