import { createRandom } from '../corpus/random.ts'
import { requestRecord } from '../corpus/records.ts'
import type { SpeedCase } from './speed-case.ts'

const random = createRandom(9)

export const formatsCase: SpeedCase = {
  name: 'formats',
  question: 'Does a format other than the standard one cost more?',
  analysis:
    'The same request record in the shape that each system expects, against pino writing the standard fields. Some formats hold fewer bytes, some more (`bytes` says), so a ratio below that of the standard format need not be an achievement.',
  call: 'port',
  sink: 'file',
  records: Array.from({ length: 64 }, () => requestRecord(random)),
  bars: { pino: 1.25 },
  also: ['logveil:gcp', 'logveil:ecs', 'logveil:datadog', 'logveil:pino']
}
