import { createRandom } from '../corpus/random.ts'
import { businessRecord } from '../corpus/records.ts'
import type { SpeedCase } from './speed-case.ts'

const random = createRandom(2)

export const businessRecordCase: SpeedCase = {
  name: 'business record',
  question: 'What does an ordinary log.info(object, message) cost?',
  analysis:
    'Order ids, a UUID, amounts and fractions with seventeen digits: about 300 bytes with long digit runs in every line. Short lines show fixed costs (the guard around the call, the reserved names) more than the scan.',
  call: 'info',
  sink: 'file',
  records: Array.from({ length: 64 }, () => businessRecord(random)),
  bars: {}
}
