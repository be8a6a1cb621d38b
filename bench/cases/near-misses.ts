import { createRandom } from '../corpus/random.ts'
import { nearMissRecord } from '../corpus/records.ts'
import type { SpeedCase } from './speed-case.ts'

const random = createRandom(3)

export const nearMissesCase: SpeedCase = {
  name: 'candidates, nothing found',
  question: 'What does it cost when the first pass fires again and again, and every check says no?',
  analysis:
    'Sixteen-digit order numbers, parcel numbers, epoch milliseconds, fractions, `Chrome/126.0.0.0`, `logo@2x.png`, `total_tokens`, a SHA-256. On real logs a plausible trigger fires on about half the lines; this record holds all of its reasons at once, so it bounds the usual case from above.',
  call: 'info',
  sink: 'file',
  records: Array.from({ length: 64 }, () => nearMissRecord(random)),
  bars: {}
}
