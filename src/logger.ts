/**
 * createLogger: puts the parts together. pino itself is imported here and in logger-stream.ts only.
 *
 * In: options and a destination. Out: a genuine pino logger whose every line is safe and in the standard record.
 * Promise: all problems of the options are told at once, before the first line; afterwards logging never throws.
 */
import pino, {
  type DestinationStream,
  type Logger as PinoLogger,
  type LoggerOptions as PinoOptions
} from 'pino'
import { createBooks, type Ledger } from './deliver/ledger.ts'
import { LogveilError } from './errors.ts'
import { createFormat, type Format } from './formats/format.ts'
import { LOGGER_PORT } from './http/logger-port.ts'
import { addDelivery, isDeliveryOut, openDelivery } from './logger-delivery.ts'
import { createLogMethod } from './logger-guard.ts'
import {
  type Instance,
  type InstanceParts,
  type LastLine,
  type PinoSymbols,
  secureInstance,
  WITHHELD
} from './logger-instance.ts'
import { createPort } from './logger-port.ts'
import { addLifetime, createAnnouncement, type Out, openDestination } from './logger-stream.ts'
import { checkOptions, LOGGER_OPTIONS, type LoggerOptions } from './options.ts'
import { loadActiveTrace } from './otel.ts'
import type { RecordFields } from './record/fields.ts'
import { compactResource, detectResource, type Resource } from './record/resource.ts'
import { createGuard, type Guard } from './redact/guard.ts'
import { combinePaths } from './redact/line-paths.ts'
import { createReporter, type Reporter } from './reporter.ts'
import { createRuleSet, type RuleSet } from './rule-set.ts'
import { COUNTERS } from './scanner.ts'

/** pino's logger in every respect, and two promises more. */
export type Logger<CustomLevels extends string = never> = PinoLogger<CustomLevels> & {
  /** Resolves once everything so far was written; pino's callback form works too. */
  flush(cb?: (error?: Error) => void): Promise<void>
  /** The books of each destination, or with `delivery` of each sink. */
  ledger(): Promise<Ledger>
  /** Flushes, closes what logveil opened, and gives the books of each destination. */
  close(): Promise<Ledger>
}

/**
 * A logger with the default rules, JSON lines on stdout, no other set-up.
 *
 * Throws LogveilError (ERR_OPTIONS_INVALID, ERR_RULES_*, ERR_KEY_INVALID, ERR_PATH_INVALID, ERR_ENGINE_MISSING).
 *
 * @example
 * const log = createLogger({ service: { name: 'checkout', version: '1.4.2' } })
 * log.info({ user: { email: 'jane.doe@example.com' } }, 'address changed')
 */
export function createLogger<CustomLevels extends string = never>(
  options: LoggerOptions<CustomLevels> = {},
  destination?: DestinationStream | string
): Logger<CustomLevels> {
  checkOptions(options, LOGGER_OPTIONS, 'createLogger')
  if (options.delivery !== undefined && destination !== undefined)
    throw new LogveilError('ERR_OPTIONS_INVALID', 'The options of createLogger cannot be used.', [
      { path: 'delivery', message: 'expected no destination beside it, got one; give it as a sink' }
    ])
  return assemble(
    options as unknown as LoggerOptions,
    destination
  ) as unknown as Logger<CustomLevels>
}

function assemble(
  options: LoggerOptions,
  destination: DestinationStream | string | undefined
): Instance {
  const reporter = createReporter(options.onError)
  const rules = createRuleSet(options)
  const resource = detectResource({ service: serviceOf(options), deployment: options.deployment })
  const format = createFormat(options.format ?? 'standard', {
    projectId: options.projectId,
    resource
  })
  const out =
    options.delivery === undefined
      ? openDestination(options, destination)
      : openDelivery({ ...options, delivery: options.delivery }, rules, resource, reporter)
  const stamp = createStamp(format, rules)
  const guard = createGuard({
    matcher: rules.matcher,
    operators: rules.operators,
    stamp: (line, above, found) => line.replace(stamp(above), () => stamp([...above, ...found])),
    withhold: (head) =>
      `${head === '' ? '{' : `${head},`}${JSON.stringify(messageKeyOf(options, format))}:"${WITHHELD}"}\n`,
    onTrouble: () =>
      reporter('ERR_LINE_UNCHECKED', 'A line could not be serialised or checked; it was withheld.')
  })
  const instance = createInstance(options, format, rules, resource, out, stamp, guard, reporter)
  for (const issue of rules.suppressor.expired)
    reporter('ERR_OPTIONS_INVALID', `${issue.path}: ${issue.message}`)
  return instance
}

function serviceOf(options: LoggerOptions): LoggerOptions['service'] {
  return options.service ?? (options.name === undefined ? undefined : { name: options.name })
}

function messageKeyOf(options: LoggerOptions, format: Format): string {
  return options.messageKey ?? format.messageKey
}

type Stamp = (found: Parameters<InstanceParts['stampText']>[0]) => string

/** The member that names the rule set, as it stands in the head of each line. */
function createStamp(format: Format, rules: RuleSet): Stamp {
  const member = (fields: object) => JSON.stringify(fields).slice(1, -1)
  const plain = member(format.stamp(rules.id))
  return (found) =>
    found.length === 0 || plain === ''
      ? plain
      : member(format.fields({ pii: { rules: rules.id, found } } as Partial<RecordFields>))
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one list of parts, wired once
function createInstance(
  options: LoggerOptions,
  format: Format,
  rules: RuleSet,
  resource: Resource,
  out: Out,
  stamp: Stamp,
  guard: Guard,
  reporter: Reporter
): Instance {
  const head = {
    ...(options.base === null
      ? {}
      : format.resource(options.resource === 'full' ? resource : compactResource(resource))),
    ...format.stamp(rules.id)
  }
  const levelFormatter: InstanceParts['levelFormatter'] = (user) => (label, level) => ({
    ...user?.(label, level),
    ...format.levelFields(label, level),
    ...head
  })
  const books = createBooks()
  const announce = createAnnouncement(format, rules, out, head)
  let last: LastLine = { line: '', head: 0, paths: null, found: [] }
  const userWrite = options.hooks?.streamWrite

  function streamWrite(line: string): string {
    const edited = userWrite === undefined ? line : userWrite(line)
    // Only the very string that asJson made has the head that it told of (dd-trace and others splice).
    const isOurs = edited === last.line
    const safe = guard.secure(edited, isOurs ? last.head : 0, last.paths, last.found)
    if (announce.pending)
      announce.write(instance[pino.symbols.streamSym as unknown as symbol] as DestinationStream)
    books.routed()
    return safe
  }

  const logMethod = createLogMethod(options.hooks?.logMethod, (logger, level) => {
    reporter(
      'ERR_LINE_UNCHECKED',
      'A log call threw before its line was made; the line was withheld.'
    )
    guard.counters.withheld++
    const { lsCacheSym, streamSym } = pino.symbols as unknown as PinoSymbols
    const { [lsCacheSym as symbol]: heads, [streamSym as symbol]: stream } =
      logger as unknown as Instance
    const head = (heads as Record<number, string>)[level] ?? '{'
    const message = `${JSON.stringify(messageKeyOf(options, format))}:"${WITHHELD}"}\n`
    ;(stream as DestinationStream).write(`${head}${format.time()},${message}`)
    books.routed()
  })
  const instance = pino(
    toPinoOptions(options, format, levelFormatter, { logMethod, streamWrite }),
    out.stream as DestinationStream
  ) as unknown as Instance
  const parts: InstanceParts = {
    symbols: pino.symbols as unknown as PinoSymbols,
    guard,
    format,
    errorKey: options.errorKey ?? 'err',
    messageKey: messageKeyOf(options, format),
    ownClock: options.timestamp === undefined || options.timestamp === true,
    serialized: new Set(Object.keys(options.serializers ?? {})),
    logFormatter: options.formatters?.log as InstanceParts['logFormatter'],
    levelFormatter,
    paths:
      options.redact === undefined || options.redact === null
        ? null
        : combinePaths(options.redact, null),
    parsePaths: combinePaths,
    stampText: stamp,
    activeTrace: loadActiveTrace(),
    onReserved: (name) =>
      reporter(
        'ERR_RESERVED_NAME',
        `The field \`${name}\` is a reserved name of the record; it was moved to attrs.${name}.`
      ),
    onTrouble: () =>
      reporter('ERR_LINE_UNCHECKED', 'A line could not be serialised or checked; it was withheld.')
  }
  const secured = secureInstance(instance, parts)
  last = secured.last
  if (isDeliveryOut(out)) addDelivery(instance, out, format, head, reporter)
  else {
    addLifetime(instance, out, books, reporter)
    Object.defineProperty(instance, 'ledger', {
      value: async () => Object.freeze({ [out.name]: books.entry() })
    })
  }
  Object.defineProperty(instance, COUNTERS, { value: guard.counters })
  Object.defineProperty(instance, LOGGER_PORT, {
    value: createPort(secured, format, rules, reporter)
  })
  return instance
}

function toPinoOptions(
  options: LoggerOptions,
  format: Format,
  levelFormatter: InstanceParts['levelFormatter'],
  own: Pick<NonNullable<PinoOptions['hooks']>, 'logMethod' | 'streamWrite'>
): PinoOptions {
  const keepsShape = format.name === 'pino'
  const { formatters, hooks, timestamp } = options
  const level = options.level ?? process.env.LOG_LEVEL?.toLowerCase()
  return {
    ...pick(options),
    ...(level === undefined || level === '' ? {} : { level }),
    ...(keepsShape ? {} : { base: options.base ?? (options.name === undefined ? null : {}) }),
    messageKey: messageKeyOf(options, format),
    timestamp: timestamp === undefined || timestamp === true ? format.time : timestamp,
    formatters: {
      level:
        keepsShape && formatters?.level !== undefined
          ? formatters.level
          : levelFormatter(formatters?.level as Parameters<typeof levelFormatter>[0]),
      ...(formatters?.bindings === undefined ? {} : { bindings: formatters.bindings })
    },
    hooks: { ...hooks, ...own }
  } as PinoOptions
}

/** What pino gets as it came; `redact`, `transport` and our own options it never sees. */
function pick(options: LoggerOptions): PinoOptions {
  const { redact: _, transport: __, formatters: ___, hooks: ____, ...rest } = options
  const names = new Set(Object.keys(rest))
  const own = [
    'rules',
    'operators',
    'minLikelihood',
    'suppress',
    'pseudonymKey',
    'engine',
    'service',
    'deployment',
    'resource',
    'format',
    'projectId',
    'pretty',
    'delivery',
    'onError'
  ]
  return Object.fromEntries(
    [...names]
      .filter((name) => !own.includes(name))
      .map((name) => [name, (rest as Record<string, unknown>)[name]])
  ) as PinoOptions
}
