import { createRandom } from '../corpus/random.ts'
import { requestRecord } from '../corpus/records.ts'
import type { SpeedCase } from './speed-case.ts'

const random = createRandom(10)

export const noOpStreamCase: SpeedCase = {
  name: 'no-op stream',
  question: 'How many nanoseconds of its own does logveil take, with no write to hide behind?',
  analysis:
    'The request record into a stream that does nothing. pino never flattens the string it built here, which any real destination pays (about 0.3 µs), so the ratio overstates; the difference in nanoseconds is what counts.',
  call: 'port',
  sink: 'null',
  records: Array.from({ length: 64 }, () => requestRecord(random)),
  bars: {}
}
