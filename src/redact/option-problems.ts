/**
 * What is wrong with the options that redaction takes, gathered so that all of it is told at once.
 *
 * In: a code, a dotted path, a sentence. Out: one LogveilError with every problem, or nothing.
 * Promise: no message holds an option's value, only names, paths and types.
 */
import { closest, distance } from 'fastest-levenshtein'
import { type ErrorCode, type Issue, LogveilError } from '../errors.ts'

export type Problems = {
  readonly add: (code: ErrorCode, path: string, message: string) => void
  /** Throws if anything was added. */
  readonly throwIfAny: (summary: string) => void
}

/** Starts an empty list of problems. */
export function createProblems(): Problems {
  const codes = new Set<ErrorCode>()
  const issues: Issue[] = []
  return {
    add(code, path, message) {
      codes.add(code)
      issues.push({ path, message })
    },
    throwIfAny(summary) {
      if (issues.length > 0) throw new LogveilError(commonCode(codes), summary, issues)
    }
  }
}

// An error has one code: the exact one if all problems share it, else that of bad options in general.
function commonCode(codes: ReadonlySet<ErrorCode>): ErrorCode {
  const [first, second] = codes
  return first !== undefined && second === undefined ? first : 'ERR_OPTIONS_INVALID'
}

/** The name of a value's type as our messages use it. */
export function typeName(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** A plain object, as options and their parts are. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeName(value) === 'object'
}

/** `; did you mean X?` if one of the names is near, else nothing. */
export function didYouMean(name: string, names: readonly string[]): string {
  if (names.length === 0) return ''
  const folded = new Map(names.map((known) => [known.toLowerCase(), known]))
  const near = closest(name.toLowerCase(), [...folded.keys()])
  // A third of the letters wrong is a typo; more is another word.
  const isNear = distance(name.toLowerCase(), near) <= Math.max(2, Math.floor(name.length / 3))
  return isNear ? `; did you mean ${folded.get(near)}?` : ''
}

/** Reports each key of an object that is none of the known ones. */
export function checkKeys(
  object: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: string,
  problems: Problems
): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key)) continue
    const expected = known.length === 0 ? 'no settings here' : `one of ${known.join(', ')}`
    problems.add(
      'ERR_OPTIONS_INVALID',
      path === '' ? key : `${path}.${key}`,
      `expected ${expected}, got an unknown key${didYouMean(key, known)}`
    )
  }
}
