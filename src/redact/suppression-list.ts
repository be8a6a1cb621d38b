/**
 * The option `suppress`, checked.
 *
 * In: what the user wrote. Out: suppressions without their values (SHA-256 instead), those that ended apart.
 * Promise: all problems at once, each with its path; no message holds a value or a reason.
 */
import { createHash } from 'node:crypto'
import type { Issue } from '../errors.ts'
import {
  checkKeys,
  createProblems,
  didYouMean,
  isObject,
  type Problems,
  typeName
} from './option-problems.ts'

export type ParsedSuppression = {
  readonly infoType?: string
  readonly ruleId?: string
  readonly sha256?: string
  /** Of the JSON Pointer, still escaped (`~0`, `~1`); the first is empty. */
  readonly segments?: readonly string[]
  readonly expires: string
  /** Milliseconds since 1970 at which it no longer holds. */
  readonly endsAt: number
}

export type KnownNames = {
  readonly ruleIds: readonly string[]
  readonly infoTypes: readonly string[]
}

const KEYS = ['infoType', 'ruleId', 'value', 'sha256', 'path', 'reason', 'expires']
const DAY = 86_400_000
const MOST_DAYS = 366

/** Reads the list; throws one LogveilError (ERR_OPTIONS_INVALID or ERR_RULES_UNKNOWN) with all problems. */
export function parseSuppressions(
  list: unknown,
  now: number,
  names: KnownNames | undefined
): { readonly active: readonly ParsedSuppression[]; readonly expired: readonly Issue[] } {
  const problems = createProblems()
  const active: ParsedSuppression[] = []
  const expired: Issue[] = []
  if (!Array.isArray(list)) {
    problems.add(
      'ERR_OPTIONS_INVALID',
      'suppress',
      `expected an array of suppressions, got ${typeName(list)}`
    )
  }
  for (const [i, entry] of (Array.isArray(list) ? list : []).entries()) {
    const parsed = parseEntry(entry, `suppress[${i}]`, { now, names, problems })
    if (parsed === undefined) continue
    if (parsed.endsAt > now) active.push(parsed)
    else
      expired.push({
        path: `suppress[${i}]`,
        message: `ended on ${parsed.expires}; remove or renew it`
      })
  }
  problems.throwIfAny('The suppressions cannot be used.')
  return { active, expired }
}

type Context = {
  readonly now: number
  readonly names: KnownNames | undefined
  readonly problems: Problems
}

function parseEntry(entry: unknown, path: string, context: Context): ParsedSuppression | undefined {
  const { problems } = context
  if (!isObject(entry)) {
    problems.add('ERR_OPTIONS_INVALID', path, `expected an object, got ${typeName(entry)}`)
    return undefined
  }
  checkKeys(entry, KEYS, path, problems)
  parseReason(entry.reason, `${path}.reason`, problems)
  checkTarget(entry, path, problems)
  const endsAt = parseExpires(entry.expires, `${path}.expires`, context)
  const parts = {
    infoType: parseName(entry.infoType, `${path}.infoType`, context.names?.infoTypes, problems),
    ruleId: parseName(entry.ruleId, `${path}.ruleId`, context.names?.ruleIds, problems),
    sha256: parseValue(entry, path, problems),
    segments: parsePointer(entry.path, `${path}.path`, problems)
  }
  if (endsAt === undefined) return undefined
  return { ...withoutUndefined(parts), expires: String(entry.expires), endsAt }
}

function withoutUndefined<T extends Record<string, unknown>>(
  parts: T
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(parts).filter(([, part]) => part !== undefined)
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

function parseReason(reason: unknown, path: string, problems: Problems): void {
  if (typeof reason === 'string' && reason.trim() !== '') return
  const got = typeof reason === 'string' ? 'an empty one' : typeName(reason)
  problems.add('ERR_OPTIONS_INVALID', path, `expected a text that says why, got ${got}`)
}

// An infoType alone would switch a detector off in disguise, with nothing left to show for it.
function checkTarget(
  entry: Readonly<Record<string, unknown>>,
  path: string,
  problems: Problems
): void {
  const targets = ['value', 'sha256', 'path'].filter((key) => entry[key] !== undefined)
  if (targets.length === 0) {
    const message =
      'expected value, sha256 or path, got none; to allow a whole infoType use the operator keep'
    problems.add('ERR_OPTIONS_INVALID', path, message)
  }
  if (targets.includes('value') && targets.includes('sha256')) {
    problems.add('ERR_OPTIONS_INVALID', path, 'expected value or sha256, got both; leave one out')
  }
}

function parseName(
  name: unknown,
  path: string,
  known: readonly string[] | undefined,
  problems: Problems
): string | undefined {
  if (name === undefined) return undefined
  if (typeof name !== 'string') {
    problems.add('ERR_OPTIONS_INVALID', path, `expected a name, got ${typeName(name)}`)
    return undefined
  }
  if (known && !known.includes(name)) {
    const message = `expected the name of an existing one, got another${didYouMean(name, known)}`
    problems.add('ERR_RULES_UNKNOWN', path, message)
  }
  return name
}

function parseValue(
  { value, sha256 }: Readonly<Record<string, unknown>>,
  path: string,
  problems: Problems
): string | undefined {
  if (value !== undefined && (typeof value !== 'string' || value === '')) {
    const got = value === '' ? 'an empty one' : typeName(value)
    problems.add(
      'ERR_OPTIONS_INVALID',
      `${path}.value`,
      `expected the text that is found, got ${got}`
    )
  }
  if (typeof value === 'string') return createHash('sha256').update(value).digest('hex')
  if (sha256 === undefined) return undefined
  if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/i.test(sha256)) return sha256.toLowerCase()
  const got = typeof sha256 === 'string' ? 'another text' : typeName(sha256)
  problems.add('ERR_OPTIONS_INVALID', `${path}.sha256`, `expected 64 hex digits, got ${got}`)
  return undefined
}

function parsePointer(
  pointer: unknown,
  path: string,
  problems: Problems
): readonly string[] | undefined {
  if (pointer === undefined) return undefined
  const isPointer = typeof pointer === 'string' && /^(?:\/(?:[^~/]|~[01])*)+$/.test(pointer)
  if (isPointer) return pointer.split('/')
  const got = typeof pointer === 'string' ? 'another text' : typeName(pointer)
  const message = `expected a JSON Pointer such as /user/email or /items/*/sku, got ${got}`
  problems.add('ERR_OPTIONS_INVALID', path, message)
  return undefined
}

function parseExpires(
  expires: unknown,
  path: string,
  { now, problems }: Context
): number | undefined {
  const endsAt = typeof expires === 'string' ? toEndOfDay(expires) : undefined
  if (endsAt === undefined) {
    const got = typeof expires === 'string' ? 'another text' : typeName(expires)
    problems.add('ERR_OPTIONS_INVALID', path, `expected a day such as 2027-01-31, got ${got}`)
  } else if (endsAt > now + (MOST_DAYS + 1) * DAY) {
    const message = 'expected a day at most a year ahead, got a later one; look at it again by then'
    problems.add('ERR_OPTIONS_INVALID', path, message)
  }
  return endsAt
}

function toEndOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const start = Date.parse(`${day}T00:00:00Z`)
  // V8 reads 2027-02-31 as an early day of March.
  const isReal = !Number.isNaN(start) && new Date(start).toISOString().startsWith(day)
  return isReal ? start + DAY : undefined
}
