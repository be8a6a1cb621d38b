/**
 * The table: each kind in each place, for a format and all operators.
 *
 * In: a format. Out: one test a place; its failure lists every kind and operator that went wrong.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  type Bench,
  createBench,
  type Format,
  judge,
  OPERATORS,
  type OperatorName
} from './judge.ts'
import { EVERY_PLACE } from './places/every-place.ts'
import { fits } from './places/place.ts'
import { PLANTS } from './plants.ts'

const OPERATOR_NAMES = Object.keys(OPERATORS) as OperatorName[]

export function testFormat(format: Format): void {
  const benches = new Map<OperatorName, Bench>()

  beforeAll(() => {
    // both loggers of a bench must write the same time
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 23) })
    for (const operator of OPERATOR_NAMES)
      benches.set(operator, createBench(format, operator, null))
  })
  afterAll(() => {
    vi.useRealTimers()
  })

  test.each(EVERY_PLACE.map((place) => [place.name, place] as const))(
    `${format}: nothing planted survives in %s`,
    (_, place) => {
      const problems: string[] = []
      for (const operator of OPERATOR_NAMES) {
        const own = place.options === undefined ? undefined : createBench(format, operator, place)
        const bench = own ?? (benches.get(operator) as Bench)
        for (const plant of PLANTS.filter((candidate) => fits(place, candidate))) {
          const problem = judge(bench, place, plant, operator)
          if (problem !== null) problems.push(`${operator}: ${plant.kind}: ${problem}`)
        }
      }
      expect(problems).toEqual([])
    }
  )
}
