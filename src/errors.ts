/**
 * The one error class of logveil.
 *
 * In: a code, a sentence and, where several things are wrong, all of them with their paths.
 * Out: an error whose text says where, what was expected and what to do.
 * Promise: no message ever holds a value that was logged, nor an option's value; only names, paths and types.
 */

/** Every code that logveil can throw or report, with what it means. The reference page is made from this table. */
export const ERROR_CODES = {
  ERR_OPTIONS_INVALID:
    'An option of createLogger, createScanner or a middleware is unknown or of the wrong type.',
  ERR_KEY_INVALID:
    'The pseudonym key is missing where a keyed operator needs it, or is shorter than 32 bytes.',
  ERR_RULES_INVALID: 'A rule pack breaks the rule format; every problem is listed with its path.',
  ERR_RULES_UNREADABLE: 'A rule file cannot be read or is not YAML or JSON.',
  ERR_RULES_UNKNOWN: 'A pack, rule or infoType is named that does not exist.',
  ERR_RULES_LOCKED:
    'A rule pack is not in the lock file, or means something else than when it was locked.',
  ERR_RULES_BROAD:
    'A rule marks more than 5 % of the lines; it stays on (reported once for each rule through onError).',
  ERR_PATTERN_UNSUPPORTED:
    'A pattern is outside the portable subset, can match nothing, or cannot be proved linear.',
  ERR_ENGINE_MISSING: 'The RE2 engine is asked for and the optional peer re2 is not installed.',
  ERR_PEER_MISSING: 'A feature is asked for whose optional peer package is not installed.',
  ERR_PATH_INVALID: "A path in redact is not in pino's path syntax.",
  ERR_LINE_UNCHECKED:
    'A line could not be serialised or checked; it was withheld and counted (reported through onError).',
  ERR_RESERVED_NAME:
    "A caller's field uses a reserved name; it was moved to attrs (reported once through onError).",
  ERR_DELIVERY_FAILED: 'A destination failed to take a line (reported through onError).',
  ERR_RAW_READER:
    'Something beside the line reads raw records; logveil cannot make them safe (reported through onError).',
  ERR_PII_FOUND: 'expectNoPii found personal data or secrets, or a planted value, in the lines.',
  ERR_INPUT_UNREADABLE: 'An input file of the command cannot be read.',
  ERR_USAGE: 'The command was called with an unknown command, flag or argument.'
} as const

export type ErrorCode = keyof typeof ERROR_CODES

/** One problem in user-provided data: where it is, what was expected there, what to do. Never the value. */
export type Issue = {
  /** Dotted path with indexes, e.g. `rules[3].patterns[0]`; empty for the whole. */
  readonly path: string
  /** Expected what, got type-of-what; what to do. */
  readonly message: string
}

/**
 * The error that everything in logveil throws or reports.
 *
 * @example
 * try { createLogger({ rules: ['./broken.yaml'] }) }
 * catch (error) { if (error instanceof LogveilError) console.error(error.code, error.issues) }
 */
export class LogveilError extends Error {
  readonly code: ErrorCode
  readonly issues: readonly Issue[]

  constructor(code: ErrorCode, summary: string, issues: readonly Issue[] = []) {
    super(issues.length === 0 ? summary : `${summary}\n${issues.map(toLine).join('\n')}`)
    this.name = 'LogveilError'
    this.code = code
    this.issues = Object.freeze([...issues])
  }
}

function toLine(issue: Issue): string {
  return issue.path === '' ? `  - ${issue.message}` : `  - ${issue.path}: ${issue.message}`
}
