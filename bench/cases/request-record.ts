import { createRandom } from '../corpus/random.ts'
import { requestRecord } from '../corpus/records.ts'
import type { SpeedCase } from './speed-case.ts'

const random = createRandom(1)

export const requestRecordCase: SpeedCase = {
  name: 'request record',
  question: 'What does a service pay on its most frequent line, when there is nothing to find?',
  analysis:
    'The one record that each request gets, about 800 bytes. Every such line holds a dotted quad, two long hexadecimal ids, numbers with many digits and a user agent that looks like an address, so a yes/no trigger for the line would fire always: only positions with bounded windows keep this cheap. logveil writes it through the port that its middlewares use; pino writes one object with the same fields. Rivals stand in this case because it is the one that people feel.',
  call: 'port',
  sink: 'file',
  records: Array.from({ length: 64 }, () => requestRecord(random)),
  bars: { pino: 1.35 },
  also: [
    'pino-iso-time',
    'pino-redact-paths',
    'pino+redactpii',
    'pino+redact-pii',
    'pino+openredaction',
    'pino+regexes',
    'logtape+patterns',
    'winston+regexes',
    'evlog'
  ]
}
