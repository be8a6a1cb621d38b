import { createRandom } from '../corpus/random.ts'
import { businessRecord } from '../corpus/records.ts'
import type { SpeedCase } from './speed-case.ts'

const random = createRandom(8)

export const childAndLineCase: SpeedCase = {
  name: 'child() and one line',
  question: 'What does a child logger for each request cost?',
  analysis:
    'pino-http and Fastify make a child for each request and write one line on it. The bindings (a request number and a tenant) are looked at with the first line of the child, so this case pays for them and the business line with them; longer-lived children pay once.',
  call: 'child',
  sink: 'file',
  records: Array.from({ length: 64 }, () => businessRecord(random)),
  bars: { pino: 1.25 }
}
