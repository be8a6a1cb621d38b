import { createRandom } from '../corpus/random.ts'
import { koreanRecord } from '../corpus/records.ts'
import type { SpeedCase } from './speed-case.ts'

const random = createRandom(6)

export const koreanMessageCase: SpeedCase = {
  name: 'Korean message',
  question: 'Is a line that V8 keeps in two bytes a character as cheap as an ASCII one?',
  analysis:
    'One character outside Latin-1 makes the whole line a two-byte string, which many encoders handle ten times slower. Keys are Hangul too. pino itself pays for the UTF-8 encoding on the way to the file.',
  call: 'info',
  sink: 'file',
  records: Array.from({ length: 64 }, () => koreanRecord(random)),
  bars: {}
}
