import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Attempt, type AttemptParts, deliverBatch } from '../../src/deliver/attempts.ts'
import type { Entry } from '../../src/deliver/entry.ts'
import { DEFAULT_RETRY } from '../../src/deliver/retry.ts'
import type { Outcome } from '../../src/deliver/sink.ts'
import { toEntries, toEntry } from './entries.ts'

const DELIVERED: Outcome = { state: 'delivered' }
const RETRY: Outcome = { state: 'retry', reason: 'busy' }
const REFUSED: Outcome = { state: 'refused', reason: '400' }

/** A lane of its own, with a clock that waits move on. */
function createParts(
  write: (entries: readonly Entry[], attempt: number) => Attempt,
  more: Entry[] = []
) {
  const seen = {
    writes: [] as number[][],
    delivered: [] as number[],
    refused: [] as [number, string][],
    waits: [] as number[],
    now: 0
  }
  const parts: AttemptParts = {
    async write(entries) {
      seen.writes.push(entries.map(({ seq }) => seq))
      return write(entries, seen.writes.length)
    },
    delivered: ({ seq }) => void seen.delivered.push(seq),
    refused: ({ seq }, reason) => void seen.refused.push([seq, reason]),
    async pause(ms, rest) {
      seen.waits.push(ms)
      seen.now += ms
      return rest
    },
    more: () => more.shift(),
    isStopped: () => seen.writes.length > 10_000,
    refusesWhole: true,
    isolation: { isHopeless: false },
    retry: DEFAULT_RETRY,
    random: () => 0.5,
    now: () => seen.now
  }
  return { seen, parts }
}

describe('a batch', () => {
  test('only what the sink wants again is written again, in order', async () => {
    const { seen, parts } = createParts((entries, attempt) => ({
      outcomes: entries.map(({ seq }) => (attempt === 1 && seq % 2 === 1 ? RETRY : DELIVERED))
    }))
    expect(await deliverBatch(toEntries(5), parts)).toEqual([])
    expect(seen.writes).toEqual([
      [0, 1, 2, 3, 4],
      [1, 3]
    ])
    expect(seen.delivered).toEqual([0, 2, 4, 1, 3])
  })

  test('waits twice as long each time, a random part of it, and never less than Retry-After', async () => {
    const { seen, parts } = createParts((entries, attempt) => {
      if (attempt > 4) return { outcomes: entries.map(() => DELIVERED) }
      const outcomes = entries.map(() => RETRY)
      return attempt === 3 ? { outcomes, retryAfterMs: 7000 } : { outcomes }
    })
    await deliverBatch(toEntries(2), parts)
    expect(seen.waits).toEqual([100, 200, 7000, 800])
  })

  test('a batch that is refused as a whole is halved until the one bad record is alone', async () => {
    const { seen, parts } = createParts((entries) => ({
      outcomes: entries.map(() => (entries.some(({ seq }) => seq === 5) ? REFUSED : DELIVERED))
    }))
    await deliverBatch(toEntries(8), parts)
    expect(seen.refused).toEqual([[5, '400']])
    expect(seen.delivered.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 6, 7])
  })

  test('a refused record of a sink that finds bad records itself is never sent again', async () => {
    const { seen, parts } = createParts((entries) => ({ outcomes: entries.map(() => REFUSED) }))
    await deliverBatch(toEntries(4), { ...parts, refusesWhole: false })
    expect(seen.writes).toHaveLength(1)
    expect(seen.refused).toHaveLength(4)
  })

  test('a sink that refuses everything is not asked record by record twice', async () => {
    const { seen, parts } = createParts((entries) => ({ outcomes: entries.map(() => REFUSED) }))
    await deliverBatch(toEntries(4), parts)
    const before = seen.writes.length
    await deliverBatch(toEntries(4), parts)
    expect(seen.writes.length - before).toBe(1)
    expect(seen.refused).toHaveLength(8)
  })

  test('a record that breaks every write it is in becomes a dead letter once another one goes through', async () => {
    const { seen, parts } = createParts((entries) =>
      entries.some(({ seq }) => seq === 2)
        ? { failed: 'threw' }
        : { outcomes: entries.map(() => DELIVERED) }
    )
    await deliverBatch(toEntries(6), parts)
    expect(seen.refused).toEqual([[2, 'fails while others succeed']])
    expect(seen.delivered.toSorted((a, b) => a - b)).toEqual([0, 1, 3, 4, 5])
  })

  test('a lone bad record is recognised with the help of the next one', async () => {
    const { seen, parts } = createParts(
      (entries) =>
        entries.some(({ seq }) => seq === 0)
          ? { failed: 'threw' }
          : { outcomes: entries.map(() => DELIVERED) },
      [toEntry(1)]
    )
    await deliverBatch([toEntry(0)], parts)
    expect(seen.refused).toEqual([[0, 'fails while others succeed']])
    expect(seen.delivered).toEqual([1])
  })

  test('a sink that is down makes no dead letters, however long', async () => {
    const { seen, parts } = createParts((entries, attempt) =>
      attempt < 500 ? { failed: 'threw' } : { outcomes: entries.map(() => DELIVERED) }
    )
    await deliverBatch(toEntries(10), parts)
    expect(seen.refused).toEqual([])
    expect(seen.delivered.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(Math.max(...seen.waits)).toBeLessThanOrEqual(DEFAULT_RETRY.maxMs)
  })

  test('after giveUpAfterMs without success the rest becomes dead letters', async () => {
    const { seen, parts } = createParts(() => ({ failed: 'threw' }))
    await deliverBatch(toEntries(3), {
      ...parts,
      retry: { ...DEFAULT_RETRY, giveUpAfterMs: 60_000 }
    })
    expect(seen.refused.map(([, reason]) => reason)).toEqual(Array(3).fill('retries exhausted'))
  })

  test('every record is settled exactly once, whatever the sink answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(
          fc.array(fc.constantFrom(DELIVERED, RETRY, REFUSED), { minLength: 1, maxLength: 20 }),
          { maxLength: 12 }
        ),
        fc.array(fc.boolean(), { maxLength: 12 }),
        async (count, answers, fails) => {
          const { seen, parts } = createParts((entries, attempt) => {
            if (fails[attempt - 1] === true) return { failed: 'threw' }
            const answer = answers[attempt - 1]
            return {
              outcomes: entries.map((_, index) => answer?.[index % answer.length] ?? DELIVERED)
            }
          })
          expect(await deliverBatch(toEntries(count), parts)).toEqual([])
          const settled = [...seen.delivered, ...seen.refused.map(([seq]) => seq)]
          expect(settled.toSorted((a, b) => a - b)).toEqual(toEntries(count).map(({ seq }) => seq))
        }
      )
    )
  })
})
