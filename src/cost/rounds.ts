/**
 * Several ways to do the same work, timed in turns.
 *
 * In: works over the same items, a time budget, a clock. Out: nanoseconds an item for each work and round.
 * Promise: the order is reversed each round and ratios are made within one, so that a machine which slows down for a while
 * slows both sides; the budget is kept but for one first pass over all items, which may take as long again.
 */

/** Milliseconds that only go forward. */
export type Clock = () => number

/** Does the work for the item of this number. */
export type Work = (item: number) => unknown

/** Median, and where nine of ten rounds lie. */
export type Spread = { readonly median: number; readonly p5: number; readonly p95: number }

export type Timed = {
  /** Items that were timed, the first ones: fewer than there are where one pass over all takes too long. */
  readonly items: number
  /** For each work, ns an item in each round. */
  readonly rounds: readonly (readonly number[])[]
}

const ROUNDS = 9
/** V8 has compiled by then what a service compiles in its first seconds. */
const WARM_UP_SHARE = 0.4

/** Times `works` over items 0 to `count`; `ms` is the budget for all of them together. */
export function timeInTurns(works: readonly Work[], count: number, ms: number, now: Clock): Timed {
  const slot = (ms * (1 - WARM_UP_SHARE)) / (ROUNDS * works.length)
  const warmMs = (ms * WARM_UP_SHARE) / works.length
  const each = works.map((work) => warmUp(work, count, warmMs, now))
  const items = Math.max(1, Math.min(count, Math.floor(slot / Math.max(...each))))
  const rounds: number[][] = works.map(() => [])
  for (let round = 0; round < ROUNDS; round++) {
    const order = [...works.keys()]
    if (round % 2 === 1) order.reverse()
    for (const index of order) {
      const passes = Math.max(1, Math.round(slot / ((each[index] as number) * items)))
      rounds[index]?.push(timeOnce(works[index] as Work, items, passes, now))
    }
  }
  return { items, rounds }
}

/** A first look at an item compiles regexes: all are looked at once, if that takes at most so many times the warm-up. */
const MOST_WARM_UPS = 4

/** Goes round the items until the time is over: what one takes at the end, in milliseconds. */
function warmUp(work: Work, count: number, ms: number, now: Clock): number {
  const start = now()
  let item = runUntil(work, count, 0, start + ms * 0.7, now)
  if (item < count) item = runUntil(work, count, item, start + ms * MOST_WARM_UPS, now, count)
  // three looks: in one of them the machine may have done something else
  const looks = [0.1, 0.1, 0.1].map((share) => {
    const first = item
    const from = now()
    item = runUntil(work, count, first, from + ms * share, now)
    return Math.max((now() - from) / (item - first), 1e-6)
  })
  return looks.sort((a, b) => a - b)[1] as number
}

/** At least one item, at most up to item `stop`; the number of the next one. */
function runUntil(
  work: Work,
  count: number,
  from: number,
  end: number,
  now: Clock,
  stop: number = Number.POSITIVE_INFINITY
): number {
  let item = from
  do work(item++ % count)
  while (item < stop && now() < end)
  return item
}

function timeOnce(work: Work, items: number, passes: number, now: Clock): number {
  const start = now()
  for (let pass = 0; pass < passes; pass++) for (let item = 0; item < items; item++) work(item)
  return ((now() - start) * 1e6) / (passes * items)
}

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? 0
  return { median: at(0.5), p5: at(0.05), p95: at(0.95) }
}

/** Of each round one ratio. */
export function ratioOf(own: readonly number[], base: readonly number[]): Spread {
  return spreadOf(own.map((ns, round) => ns / Math.max(base[round] as number, 1e-6)))
}
