import { expect, test } from 'vitest'
import { compare, toRow } from '../../bench/speed/comparison.ts'

const pairsOf = (...ratios: readonly number[]) =>
  ratios.map((ratio, round) => ({ before: 1000 * (round + 1), after: 1000 * (round + 1) * ratio }))

test('more than 5 % slower is flagged, 5 % is not', () => {
  expect(compare('a', pairsOf(1.06, 1.06, 1.06)).verdict).toBe('slower')
  expect(compare('a', pairsOf(1.04, 1.04, 1.04)).verdict).toBe('same')
  expect(compare('a', pairsOf(0.94, 0.94, 0.94)).verdict).toBe('faster')
})

test('a machine that is slower in one round flags nothing', () => {
  // the round takes ten times as long for both; in another one side alone is unlucky
  const pairs = [...pairsOf(1, 1, 1.02), { before: 20_000, after: 20_100 }, ...pairsOf(3)]
  expect(compare('a', pairs).verdict).toBe('same')
})

test('a row tells the ratio with its spread', () => {
  expect(toRow(compare('request', pairsOf(1.1, 1.1, 1.1)))).toEqual([
    'request',
    '2000 ± 1000',
    '2200 ± 1100',
    '1.100 (1.10–1.10)',
    'slower'
  ])
})
