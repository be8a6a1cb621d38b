/**
 * What createLogger takes.
 *
 * In: the caller's options. Out: the same, checked: unknown names and wrong types are told all at once, with paths.
 * Promise: no message holds an option's value.
 */
import type { LoggerOptions as PinoOptions } from 'pino'
import { checkDelivery } from './deliver/check-delivery.ts'
import type { DeliveryOptions } from './deliver/delivery-options.ts'
import { ON_FULL, type StdoutOptions } from './deliver/stdout.ts'
import type { LogveilError } from './errors.ts'
import type { FormatName } from './formats/format.ts'
import { FORMAT_NAMES } from './formats/format.ts'
import type { ResourceOptions } from './record/resource.ts'
import {
  checkKeys,
  createProblems,
  didYouMean,
  isObject,
  type Problems,
  typeName
} from './redact/option-problems.ts'
import type { RuleSetOptions } from './rule-set.ts'
import { LIKELIHOODS } from './rules/rule.ts'

/** What the process may ask for beside its logger; see installHandlers. */
export type HandlerOptions = {
  /** SIGTERM and SIGINT: all loggers are flushed before the signal ends the process. The deadline is in ms. @default false; deadline 5000 */
  readonly signals?: boolean | { readonly deadlineMs?: number }
  /** Uncaught errors, unhandled rejections and warnings are printed redacted. @default false */
  readonly crash?: boolean
  /** What goes to `console` is redacted; it stays text. @default false */
  readonly console?: boolean
}

/** Ours beside pino's options. */
export type LogveilOptions = RuleSetOptions & {
  /** Who emits the records. @default from OTEL_*, DD_* and package.json */
  readonly service?: ResourceOptions['service']
  readonly deployment?: ResourceOptions['deployment']
  /** `full`: host, process, container and Kubernetes fields stand on each line of stdout too. @default 'compact' */
  readonly resource?: 'compact' | 'full'
  /** The shape of a line. @default 'standard' */
  readonly format?: FormatName
  /** Google Cloud project that traces belong to, for `format: 'gcp'`. @default GOOGLE_CLOUD_PROJECT */
  readonly projectId?: string
  /** Pretty text instead of JSON. @default true on a terminal, where no destination is given */
  readonly pretty?: boolean
  /** How standard output is written to. */
  readonly stdout?: StdoutOptions
  /** Handlers for the process, none by default; the same as `installHandlers(log, handlers)`. */
  readonly handlers?: HandlerOptions
  /** Sinks that the lines go to, through a spool on the disk; nothing is written to stdout then. @default stdout */
  readonly delivery?: DeliveryOptions
  /** Told once of each kind of trouble: a line withheld, a reserved name moved, a destination that failed. @default one line on stderr */
  readonly onError?: (error: LogveilError) => void
}

/** Options of createLogger: pino's, and ours. */
export type LoggerOptions<CustomLevels extends string = never> = PinoOptions<CustomLevels> &
  LogveilOptions

export const RULE_SET_OPTIONS: readonly string[] = [
  'rules',
  'rulesLock',
  'operators',
  'minLikelihood',
  'suppress',
  'pseudonymKey',
  'engine'
]

/** What pino never gets to see. */
export const OWN_OPTIONS: readonly string[] = [
  ...RULE_SET_OPTIONS,
  'service',
  'deployment',
  'resource',
  'format',
  'projectId',
  'pretty',
  'stdout',
  'handlers',
  'delivery',
  'onError'
]

/** pino 10's options; https://github.com/pinojs/pino/blob/main/docs/api.md#options */
export const PINO_OPTIONS: readonly string[] =
  'name level levelComparison customLevels useOnlyCustomLevels depthLimit edgeLimit mixin mixinMergeStrategy redact hooks formatters serializers msgPrefix base enabled crlf timestamp messageKey errorKey nestedKey browser transport onChild safe'.split(
    ' '
  )

export const LOGGER_OPTIONS: readonly string[] = [...OWN_OPTIONS, ...PINO_OPTIONS]

type Check = (value: unknown) => string | undefined

const oneOf =
  (names: readonly unknown[]): Check =>
  (value) =>
    names.includes(value)
      ? undefined
      : `expected one of ${names.join(', ')}, got ${typeof value === 'string' ? 'another name' : typeName(value)}`
const isType =
  (type: string): Check =>
  (value) =>
    typeName(value) === type
      ? undefined
      : `expected ${type === 'array' || type === 'object' ? 'an' : 'a'} ${type}, got ${typeName(value)}`

const CHECKS: Readonly<Record<string, Check>> = {
  rules: isType('array'),
  rulesLock: isType('string'),
  operators: isType('object'),
  minLikelihood: oneOf(LIKELIHOODS),
  suppress: isType('array'),
  engine: oneOf(['v8', 're2']),
  service: isType('object'),
  deployment: isType('object'),
  resource: oneOf(['compact', 'full']),
  format: oneOf(FORMAT_NAMES),
  projectId: isType('string'),
  pretty: isType('boolean'),
  stdout: isType('object'),
  handlers: isType('object'),
  onError: isType('function')
}

const HANDLER_CHECKS: Readonly<Record<string, Check>> = {
  signals: (value) =>
    typeof value === 'boolean' || isObject(value)
      ? undefined
      : `expected a boolean or an object, got ${typeName(value)}`,
  crash: isType('boolean'),
  console: isType('boolean')
}

/** Options within options. */
const NESTED: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  stdout: {
    onFull: oneOf(ON_FULL),
    spillFolder: isType('string'),
    deadlineMs: isMilliseconds
  },
  handlers: HANDLER_CHECKS
}

function isMilliseconds(value: unknown): string | undefined {
  return typeof value === 'number' && value >= 0 && value <= 2 ** 31 - 1
    ? undefined
    : `expected milliseconds from 0 to 2147483647, got ${typeof value === 'number' ? 'another number' : typeName(value)}`
}

const SERVICE_KEYS = ['name', 'version', 'namespace', 'instance']

/**
 * The same for createLogger. In `format: 'pino'` a name that neither of us knows is let through, as pino ignores it, and
 * handed back; unless it looks like one of ours: a misspelt `operators` must not pass in silence.
 */
export function checkLoggerOptions(options: unknown): readonly string[] {
  const strangers =
    isObject(options) && options.format === 'pino'
      ? Object.keys(options).filter(
          (name) => !LOGGER_OPTIONS.includes(name) && didYouMean(name, OWN_OPTIONS) === ''
        )
      : []
  checkOptions(options, [...LOGGER_OPTIONS, ...strangers], 'createLogger')
  return strangers
}

/** Throws one LogveilError (ERR_OPTIONS_INVALID) that lists every unknown name and wrong type. */
export function checkOptions(options: unknown, known: readonly string[], caller: string): void {
  const problems = createProblems()
  if (!isObject(options)) {
    problems.add(
      'ERR_OPTIONS_INVALID',
      '',
      `expected an object of options, got ${typeName(options)}`
    )
  } else checkEach(options, known, problems)
  problems.throwIfAny(`The options of ${caller} cannot be used.`)
}

function checkEach(
  options: Readonly<Record<string, unknown>>,
  known: readonly string[],
  problems: Problems
): void {
  checkKeys(options, known, '', problems)
  const asked = Object.fromEntries(Object.entries(CHECKS).filter(([name]) => known.includes(name)))
  checkValues(options, asked, '', problems)
  for (const [name, checks] of Object.entries(NESTED)) {
    const nested = options[name]
    if (!known.includes(name) || !isObject(nested)) continue
    checkNested(nested, checks, name, problems)
  }
  if (known.includes('service')) checkService(options.service, problems)
  if (known.includes('delivery') && options.delivery !== undefined)
    checkDeliveryOptions(options, problems)
}

/** Delivered is the standard record, with its time; each sink turns it into what its system expects. */
function checkDeliveryOptions(
  options: Readonly<Record<string, unknown>>,
  problems: Problems
): void {
  for (const { path, message } of checkDelivery(options.delivery, 'delivery'))
    problems.add('ERR_OPTIONS_INVALID', path, message)
  const refuse = (path: string, message: string): void =>
    problems.add('ERR_OPTIONS_INVALID', path, message)
  if (options.format !== undefined && options.format !== 'standard')
    refuse('format', 'expected standard beside delivery, got another one; a sink converts records')
  if (options.timestamp === false)
    refuse('timestamp', 'expected a time beside delivery, got false; a record needs one')
  if (options.pretty === true)
    refuse('pretty', 'expected no pretty text beside delivery, got true; sinks take records')
  if (options.transport !== undefined)
    refuse('transport', 'expected none beside delivery; a sink takes its place')
}

function checkNested(
  nested: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  path: string,
  problems: Problems
): void {
  checkKeys(nested, Object.keys(checks), path, problems)
  checkValues(nested, checks, path === '' ? '' : `${path}.`, problems)
  if (checks === HANDLER_CHECKS && isObject(nested.signals))
    checkNested(
      nested.signals,
      { deadlineMs: isMilliseconds },
      path === '' ? 'signals' : `${path}.signals`,
      problems
    )
}

/** Throws as checkOptions does, for what installHandlers is given. */
export function checkHandlers(options: unknown): void {
  const problems = createProblems()
  if (isObject(options)) checkNested(options, HANDLER_CHECKS, '', problems)
  else
    problems.add(
      'ERR_OPTIONS_INVALID',
      '',
      `expected an object of options, got ${typeName(options)}`
    )
  problems.throwIfAny('The options of installHandlers cannot be used.')
}

function checkValues(
  options: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  path: string,
  problems: Problems
): void {
  for (const [name, check] of Object.entries(checks)) {
    const value = options[name]
    const message = value === undefined ? undefined : check(value)
    if (message !== undefined) problems.add('ERR_OPTIONS_INVALID', `${path}${name}`, message)
  }
}

function checkService(service: unknown, problems: Problems): void {
  if (!isObject(service)) return
  checkKeys(service, SERVICE_KEYS, 'service', problems)
  for (const name of ['name', 'version', 'namespace']) {
    const value = service[name]
    if (value !== undefined && typeof value !== 'string') {
      problems.add(
        'ERR_OPTIONS_INVALID',
        `service.${name}`,
        `expected a string, got ${typeName(value)}`
      )
    }
  }
}
