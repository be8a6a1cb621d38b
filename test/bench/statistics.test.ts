import { expect, test } from 'vitest'
import { quantile, summarise } from '../../bench/measure/statistics.ts'
import { toTable } from '../../bench/measure/table.ts'

test('takes the middle of an even number of samples between the two in the middle', () => {
  expect(summarise([4, 1, 3, 2])).toMatchObject({ median: 2.5, mad: 1, count: 4 })
})

test('is not moved by one pause of the machine', () => {
  expect(summarise([10, 11, 12, 9, 10_000]).median).toBe(11)
})

test('interpolates between ranks', () => {
  expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5)
})

test('says that nothing was measured', () => {
  expect(summarise([]).median).toBeNaN()
})

test('lines tables up', () => {
  expect(toTable(['a', 'b'], [['long', '1']])).toBe(
    '| a    |   b |\n| ---- | --: |\n| long |   1 |'
  )
})
