/**
 * The share of clean lines that were tokenised, which only a confirmed finding should cause.
 *
 * In: how many lines of each kind. Out: what the logger counted, kind by kind, each kind on a logger of its own.
 */

import type { Call } from '../cases/speed-case.ts'
import { createRandom, type Random } from '../corpus/random.ts'
import {
  type BenchRecord,
  businessRecord,
  errorRecord,
  koreanRecord,
  nearMissRecord,
  requestRecord
} from '../corpus/records.ts'
import { openLogveil } from '../loggers/logveil.ts'
import { countersOf } from '../product.ts'
import type { TokenisedShare } from './task.ts'

const KINDS: readonly (readonly [string, Call, (random: Random) => BenchRecord])[] = [
  ['request record', 'port', requestRecord],
  ['business record', 'info', businessRecord],
  ['candidates, nothing found', 'info', nearMissRecord],
  ['Korean message', 'info', koreanRecord],
  ['error, 2 kB stack', 'error', errorRecord]
]

export function countTokenised(lines: number): TokenisedShare[] {
  return KINDS.map(([kind, call, make]) => {
    const random = createRandom(1000)
    const destination = { write: () => true }
    const { write, owner } = openLogveil({ destination, call, head: {} }, {})
    for (let i = 0; i < lines; i++) write(make(random))
    const counters = owner === undefined ? undefined : countersOf(owner)
    if (counters === undefined) throw new Error('this build does not count (logveil.counters)')
    const { tokenised, findings } = counters
    return { kind, lines: counters.lines, tokenised, findings }
  })
}
