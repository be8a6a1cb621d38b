/** Places under the record's own names, which move to attrs, and in the parts of a record that logveil writes itself. */
import type { Place } from './place.ts'

const NAMES = [
  'url',
  'error',
  'route',
  'service',
  'deployment',
  'trace_id',
  'span_id',
  'request_id',
  'time',
  'severity',
  'latency_ms',
  'outcome',
  'http',
  'client',
  'user_agent',
  'host',
  'event_name',
  'message',
  'msg',
  'attrs',
  'resource',
  'exception',
  'labels',
  'httpRequest',
  'status',
  'dd',
  'log',
  'stack_trace',
  'network',
  'ddtags',
  'pid',
  'hostname'
]

/** `level` is pino's: a field of that name makes the line withheld or moves, and is looked at below. */
export const RESERVED_PLACES: readonly Place[] = [
  ...NAMES.flatMap((name): readonly Place[] => [
    {
      name: `the reserved field ${name}`,
      holds: 'text',
      write: (log, { words }) => log.info({ [name]: words }, 'm')
    },
    {
      name: `under the reserved field ${name}`,
      holds: 'field',
      write: (log, { key, value }) => log.info({ [name]: { in: { [key]: value } } }, 'm')
    }
  ]),
  {
    name: 'the field level',
    holds: 'text',
    // @ts-expect-error: a reserved name is a type error, and must not leak where types are not looked at
    write: (log, { words }) => log.info({ level: words }, 'm')
  }
]
