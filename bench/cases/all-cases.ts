/** The cases in the order in which they are run and printed. */
import { businessRecordCase } from './business-record.ts'
import { childAndLineCase } from './child-and-line.ts'
import { errorWithStackCase } from './error-with-stack.ts'
import { formatsCase } from './formats.ts'
import { koreanMessageCase } from './korean-message.ts'
import { nearMissesCase } from './near-misses.ts'
import { noOpStreamCase } from './no-op-stream.ts'
import { requestRecordCase } from './request-record.ts'
import type { SpeedCase } from './speed-case.ts'
import { threeFindingsCase } from './three-findings.ts'
import { wideRecordCase } from './wide-record.ts'

export const ALL_CASES: readonly SpeedCase[] = [
  requestRecordCase,
  businessRecordCase,
  nearMissesCase,
  threeFindingsCase,
  errorWithStackCase,
  koreanMessageCase,
  wideRecordCase,
  childAndLineCase,
  formatsCase,
  noOpStreamCase
]
