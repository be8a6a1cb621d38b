import { expect, test } from 'vitest'
import { ratioOf, spreadOf, timeInTurns } from '../../src/cost/rounds.ts'

/** Works that move the clock themselves: a millisecond is what one says it takes. */
function createWorld(costs: readonly number[]) {
  let time = 0
  const calls: number[] = []
  const works = costs.map((cost, index) => () => {
    time += cost
    calls.push(index)
  })
  return { works, calls, now: () => time, time: () => time }
}

test('tells what each work takes for an item', () => {
  const { works, now } = createWorld([1, 3])
  const { items, rounds } = timeInTurns(works, 10, 2000, now)
  expect(items).toBe(10)
  expect(rounds.map((ns) => spreadOf(ns).median)).toEqual([1e6, 3e6])
  expect(ratioOf(rounds[1] as number[], rounds[0] as number[])).toEqual({
    median: 3,
    p5: 3,
    p95: 3
  })
})

test('keeps the budget but for one first pass, whatever the number of items', () => {
  for (const count of [1, 7, 500, 100_000]) {
    const { works, now, time } = createWorld([1, 2, 4])
    timeInTurns(works, count, 1000, now)
    expect(time()).toBeLessThan(2400)
  }
})

test('times the first items only where one pass over all takes too long', () => {
  const { works, now } = createWorld([1, 2])
  const { items } = timeInTurns(works, 100_000, 1000, now)
  expect(items).toBeGreaterThan(1)
  expect(items).toBeLessThan(100)
})

test('an item that takes longer than the budget is timed once a round', () => {
  const { works, calls, now } = createWorld([5000])
  expect(timeInTurns(works, 3, 100, now).items).toBe(1)
  expect(calls.length).toBeLessThan(16)
})

test('reverses the order each round', () => {
  const { works, calls, now } = createWorld([1, 1])
  timeInTurns(works, 1, 100, now)
  const turns = calls.filter((work, at) => work !== calls[at - 1]).slice(-6)
  // two of the same work stand next to each other where the order turns
  expect(turns).toEqual([0, 1, 0, 1, 0, 1])
  expect(calls.at(-1)).toBe(1)
})

test('a clock that stands still ends too', () => {
  const { rounds } = timeInTurns([() => {}], 5, 0, () => 0)
  expect(rounds[0]).toHaveLength(9)
})

test('a spread is the middle and where nine of ten lie', () => {
  expect(spreadOf([9, 1, 5, 3, 7])).toEqual({ median: 5, p5: 1, p95: 9 })
  expect(spreadOf([])).toEqual({ median: 0, p5: 0, p95: 0 })
})
