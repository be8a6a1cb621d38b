import { createRandom } from '../corpus/random.ts'
import { wideRecord } from '../corpus/records.ts'
import type { SpeedCase } from './speed-case.ts'

const random = createRandom(7)

export const wideRecordCase: SpeedCase = {
  name: '16 kB record',
  question: 'How does the cost grow with the size of a clean record?',
  analysis:
    'A page of 118 nested rows. Fixed costs vanish here; what remains is nanoseconds a byte of the first pass against those of JSON.stringify and the write.',
  call: 'info',
  sink: 'file',
  records: Array.from({ length: 8 }, () => wideRecord(random)),
  bars: {}
}
