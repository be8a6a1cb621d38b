/**
 * A line that came through a pino transport becomes a line of the standard record.
 *
 * In: a redacted line, the id of the rule set that redacted it, the names that are added on delivery. Out: the line for the spool.
 * Promise: no field is lost: what has no name of its own stays where it is, what takes a name of ours moves to `attrs`; a stamp
 * that the line brings along is not believed.
 */
import { RESERVED_NAMES } from '../record/fields.ts'
import { toSeverity } from '../record/levels.ts'

type Fields = Record<string, unknown>

/** How createLogger begins each line. */
const STANDARD = /^\{"level":\d+,"severity":"/
const STAMP = /"pii":\{"rules":"[0-9a-f]{12}"/

export function toStandardLine(
  line: string,
  rulesId: string | undefined,
  added: readonly string[]
): string {
  const isStandard = STANDARD.test(line) && !added.some((name) => line.includes(`"${name}":`))
  if (isStandard) return rulesId === undefined ? line : restamp(line, rulesId)
  const fields = parseFields(line)
  if (fields === undefined) return line
  return JSON.stringify(
    typeof fields.severity === 'string' && typeof fields.time === 'string'
      ? withoutAdded(fields, rulesId, added)
      : toStandard(fields, rulesId)
  )
}

function restamp(line: string, rulesId: string): string {
  return line.replace(STAMP, `"pii":{"rules":"${rulesId}"`)
}

function parseFields(line: string): Fields | undefined {
  try {
    const fields: unknown = JSON.parse(line)
    return typeof fields === 'object' && fields !== null && !Array.isArray(fields)
      ? (fields as Fields)
      : undefined
  } catch {
    return undefined
  }
}

function withoutAdded(
  fields: Fields,
  rulesId: string | undefined,
  added: readonly string[]
): Fields {
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => !added.includes(name)))
  if (rulesId === undefined) return kept
  const pii = typeof kept.pii === 'object' && kept.pii !== null ? kept.pii : {}
  return { ...kept, pii: { ...pii, rules: rulesId } }
}

/** pino's `pid` and `hostname` go: the resource says both. */
function toStandard(fields: Fields, rulesId: string | undefined): Fields {
  const { level, time, msg, pid: _, hostname: __, err, ...own } = fields
  const number = typeof level === 'number' ? level : 30
  const { kept, moved } = splitOwn(own)
  return {
    level: number,
    severity: toSeverity(number),
    ...(rulesId === undefined ? {} : { pii: { rules: rulesId } }),
    time: toTime(time),
    ...(isError(err) ? { exception: toException(err) } : err === undefined ? {} : { err }),
    ...kept,
    ...(msg === undefined ? {} : { message: String(msg) }),
    ...(Object.keys(moved).length === 0 ? {} : { attrs: moved })
  }
}

/** Standard names that a plain pino line may rightly bring: OpenTelemetry's instrumentation writes the ids. */
const WELCOME: ReadonlySet<string> = new Set(['message', 'trace_id', 'span_id', 'trace_flags'])

function splitOwn(own: Fields): { readonly kept: Fields; readonly moved: Fields } {
  const kept: Fields = {}
  const moved: Fields = {}
  const reserved: ReadonlySet<string> = RESERVED_NAMES
  for (const [name, value] of Object.entries(own)) {
    const target = reserved.has(name) && !WELCOME.has(name) ? moved : kept
    target[name] = value
  }
  return { kept, moved }
}

function toTime(time: unknown): string {
  const date = new Date(typeof time === 'number' || typeof time === 'string' ? time : Date.now())
  return Number.isNaN(date.getTime()) ? new Date().toISOString() : date.toISOString()
}

function isError(err: unknown): err is Fields {
  return typeof err === 'object' && err !== null && 'stack' in err && 'message' in err
}

function toException(err: Fields): Fields {
  return { type: err.type ?? err.name ?? 'Error', message: err.message, stacktrace: err.stack }
}
