import { card, email, phoneInternational } from '../corpus/personal.ts'
import { createRandom } from '../corpus/random.ts'
import { type BenchRecord, businessRecord } from '../corpus/records.ts'
import type { SpeedCase } from './speed-case.ts'

const random = createRandom(4)

/** An e-mail address in a field, a phone number in the message, a card number in free text below. */
function record(): BenchRecord {
  const planted = [email(random), phoneInternational(random), card(random)] as const
  const { fields } = businessRecord(random)
  return {
    fields: {
      ...fields,
      user: { email: planted[0], plan: 'pro' },
      payment: { note: `card ${planted[2]} declined` }
    },
    message: `called back on ${planted[1]} about the order`,
    planted
  }
}

export const threeFindingsCase: SpeedCase = {
  name: 'three findings',
  question: 'What does a line cost in which something is found?',
  analysis:
    'Only a confirmed finding makes the line be tokenised and rebuilt, so this is the dear path. Each planted value is searched for in what was written: a variant that leaves one in says so in the column `leaks`. Path-based redaction can name `user.email` and cannot see the other two.',
  call: 'info',
  sink: 'file',
  records: Array.from({ length: 64 }, record),
  bars: {},
  also: [
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
