import { createRandom } from '../corpus/random.ts'
import { errorRecord } from '../corpus/records.ts'
import type { SpeedCase } from './speed-case.ts'

const random = createRandom(5)

export const errorWithStackCase: SpeedCase = {
  name: 'error, 2 kB stack',
  question: 'What does an error with its stack trace cost, when it is clean?',
  analysis:
    'Paths with `@scope`, line and column numbers and escaped newlines: long, dense in word starts, and nothing to find. The errors are made beforehand: making a stack trace costs more than writing it.',
  call: 'error',
  sink: 'file',
  records: Array.from({ length: 64 }, () => errorRecord(random)),
  bars: {}
}
