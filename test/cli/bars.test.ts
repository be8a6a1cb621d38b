import { expect, test } from 'vitest'
import { toBars } from '../../src/cli/bars.ts'

test('the longest bar fills the width, the others are in proportion, to an eighth of a column', () => {
  const bars = [
    { label: 'a', value: 8, text: '8 ns' },
    { label: 'bb', value: 5, text: '5 ns' },
    { label: 'c', value: 0.001, text: '0.0 ns' },
    { label: 'd', value: 0, text: '0 ns' }
  ]
  expect(toBars(bars, 2)).toBe('a     8 ns  ██\nbb    5 ns  █▎\nc   0.0 ns  ▏\nd     0 ns\n')
})

test('nothing draws nothing', () => {
  expect(toBars([])).toBe('')
  expect(toBars([{ label: 'a', value: 0, text: '0' }])).toBe('a  0\n')
})
