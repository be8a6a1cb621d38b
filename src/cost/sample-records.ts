/**
 * Lines of a log become the log calls that could have written them.
 *
 * In: lines. Out: for each the fields, the message and the method. Promise: what a logger writes by itself (level, time,
 * process, service) is left out, and other names that the standard record reserves stand under `record`, so that each logger
 * compared writes the same fields.
 */
import { RESERVED_NAMES } from '../record/fields.ts'

export type Method = 'trace' | 'debug' | 'info' | 'warn' | 'error'

export type SampleRecord = {
  readonly method: Method
  readonly fields: Readonly<Record<string, unknown>>
  readonly message: string
}

/** What pino, winston, bunyan and logveil write by themselves. */
const WRITTEN: ReadonlySet<string> = new Set(
  'level severity time timestamp ts pid hostname v msg message record_id trace_id span_id trace_flags pii service deployment host process container k8s'.split(
    ' '
  )
)
const RESERVED: ReadonlySet<string> = RESERVED_NAMES

export function toRecord(line: string): SampleRecord {
  const parsed = parseObject(line)
  if (parsed === undefined) return { method: 'info', fields: {}, message: line }
  const { level, severity, msg, message } = parsed
  return {
    method: toMethod(level ?? severity),
    fields: toFields(Object.entries(parsed).filter(([name]) => !WRITTEN.has(name))),
    message: [msg, message].find((text) => typeof text === 'string') ?? ''
  }
}

function toFields(entries: readonly (readonly [string, unknown])[]): SampleRecord['fields'] {
  const own = entries.filter(([name]) => !RESERVED.has(name))
  const record = entries.filter(([name]) => RESERVED.has(name))
  if (record.length === 0) return Object.fromEntries(own)
  return { ...Object.fromEntries(own), record: Object.fromEntries(record) }
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.trimStart().startsWith('{')) return undefined
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return undefined
  }
}

const METHODS: readonly Method[] = ['trace', 'debug', 'info', 'warn', 'error']

/** `fatal` becomes `error`: it flushes, which is not what is measured. */
function toMethod(level: unknown): Method {
  if (typeof level === 'number') return METHODS[Math.ceil(level / 10) - 1] ?? 'error'
  const name = String(level).toLowerCase()
  return METHODS.find((method) => name.startsWith(method)) ?? 'info'
}
