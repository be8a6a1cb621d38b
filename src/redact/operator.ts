/**
 * What can be done to a finding, as the user writes it and as it runs.
 *
 * In: a name or an object from the options. Out: a checked `Operator`, or problems with their paths.
 * Promise: an operator that passed cannot break JSON: its texts hold no quote, backslash or control character.
 */
import { checkKeys, didYouMean, isObject, type Problems, typeName } from './option-problems.ts'

/** The closed union's names, weakest promise last. */
export const OPERATOR_TYPES = ['replace', 'mask', 'truncate', 'hash', 'remove', 'keep'] as const
export type OperatorType = (typeof OPERATOR_TYPES)[number]

/** An operator with its settings. */
export type Operator =
  | { readonly type: 'replace'; readonly with?: string }
  | { readonly type: 'mask'; readonly show?: number; readonly char?: string }
  | { readonly type: 'truncate' }
  | { readonly type: 'hash' }
  | { readonly type: 'remove' }
  | { readonly type: 'keep' }

/**
 * How an operator is written in the options: its name, or an object where it takes settings.
 *
 * @example
 * createLogger({ operators: { EMAIL_ADDRESS: 'remove', KOREA_RRN: { type: 'mask', show: 2 } } })
 */
export type OperatorConfig = OperatorType | Operator

/** The text that stands in a value's place. Never throws, and applied to its own result gives the same again. */
export type Apply = (value: string, infoType: string) => string

/** An operator that is ready to run. */
export type CompiledOperator = {
  /** `remove` lets the line rewriter drop the whole value instead of writing a text. */
  readonly type: OperatorType
  readonly apply: Apply
  /** Type and settings in one line, for the manifest; never a key. */
  readonly meaning: string
}

/** A mask never shows more than this many characters (PCI DSS 3.4.1 allows a card's last four). */
export const MOST_SHOWN = 4
const MASK_CHARS = '*#xX'
const LONGEST_TEXT = 64
// Quotes and backslashes would need escapes in JSON; controls, bidi marks and line separators are attacks on terminals.
const UNSAFE_TEXT = /["'`\\\p{C}\u2028\u2029]/u

type CheckSetting = (value: unknown) => string | undefined

const SETTINGS: Readonly<Record<OperatorType, Readonly<Record<string, CheckSetting>>>> = {
  replace: { with: checkWith },
  mask: { show: checkShow, char: checkChar },
  truncate: {},
  hash: {},
  remove: {},
  keep: {}
}

/** Reads one operator; what is wrong goes to `problems` and gives undefined. */
export function parseOperator(
  config: unknown,
  path: string,
  problems: Problems
): Operator | undefined {
  const settings = typeof config === 'string' ? { type: config } : config
  if (!isObject(settings)) {
    problems.add('ERR_OPTIONS_INVALID', path, `${expectedOperator()}, got ${typeName(config)}`)
    return undefined
  }
  const { type } = settings
  if (isOperatorType(type)) return parseSettings(type, settings, path, problems)
  const where = typeof config === 'string' ? path : `${path}.type`
  const got =
    typeof type === 'string' ? `another name${didYouMean(type, OPERATOR_TYPES)}` : typeName(type)
  problems.add('ERR_OPTIONS_INVALID', where, `${expectedOperator()}, got ${got}`)
  return undefined
}

function expectedOperator(): string {
  return `expected an operator (${OPERATOR_TYPES.join(', ')})`
}

function isOperatorType(type: unknown): type is OperatorType {
  return (OPERATOR_TYPES as readonly unknown[]).includes(type)
}

function parseSettings(
  type: OperatorType,
  settings: Readonly<Record<string, unknown>>,
  path: string,
  problems: Problems
): Operator | undefined {
  const checks = SETTINGS[type]
  checkKeys(settings, ['type', ...Object.keys(checks)], path, problems)
  let isValid = true
  const parsed: Record<string, unknown> = { type }
  for (const [name, check] of Object.entries(checks)) {
    const value = settings[name]
    if (value === undefined) continue
    const message = check(value)
    if (message === undefined) parsed[name] = value
    else {
      isValid = false
      problems.add('ERR_OPTIONS_INVALID', `${path}.${name}`, message)
    }
  }
  // Each setting was checked by the table of its own type just above.
  return isValid ? (Object.freeze(parsed) as Operator) : undefined
}

function checkWith(value: unknown): string | undefined {
  const expected = `expected a text of 1 to ${LONGEST_TEXT} characters`
  if (typeof value !== 'string') return `${expected}, got ${typeName(value)}`
  if (value === '') return `${expected}, got an empty one; to leave nothing use the operator remove`
  if (value.length > LONGEST_TEXT) return `${expected}, got a longer one`
  if (!UNSAFE_TEXT.test(value)) return undefined
  return 'expected a text without quotes, backslashes and control characters; leave them out'
}

function checkShow(value: unknown): string | undefined {
  const expected = `expected a whole number from 0 to ${MOST_SHOWN}`
  if (typeof value !== 'number') return `${expected}, got ${typeName(value)}`
  if (Number.isInteger(value) && value >= 0 && value <= MOST_SHOWN) return undefined
  return `${expected}, got another number; a mask never shows more`
}

function checkChar(value: unknown): string | undefined {
  const expected = `expected one of ${[...MASK_CHARS].join(' ')}`
  if (typeof value !== 'string') return `${expected}, got ${typeName(value)}`
  return value.length === 1 && MASK_CHARS.includes(value)
    ? undefined
    : `${expected}, got another text`
}
