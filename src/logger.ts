/**
 * createLogger: puts the parts together. pino itself is imported here and in logger-stream.ts only.
 *
 * In: options and a destination. Out: a genuine pino logger whose every line is safe and in the standard record.
 * Promise: all problems of the options are told at once, before the first line; afterwards logging never throws.
 */
import pino, { type DestinationStream, type LoggerOptions as PinoOptions } from 'pino'
import { LogveilError } from './errors.ts'
import { createFormat, type Format } from './formats/format.ts'
import { install } from './handlers.ts'
import { LOGGER_PORT } from './http/logger-port.ts'
import { trackLogger } from './live-loggers.ts'
import { createBeside } from './logger-beside.ts'
import { addDelivery, isDeliveryOut, openDelivery } from './logger-delivery.ts'
import { createLogMethod } from './logger-guard.ts'
import { createLevelFormatter, createStamp, type Stamp, toHead } from './logger-head.ts'
import {
  type Instance,
  type InstanceParts,
  type LastLine,
  type LevelFormatter,
  type PinoSymbols,
  type SecuredInstance,
  WITHHELD
} from './logger-instance.ts'
import { createPort } from './logger-port.ts'
import { secureInstance } from './logger-secure.ts'
import { addLifetime, createAnnouncement, type Out, openDestination } from './logger-stream.ts'
import { checkTransport, withCustomLevels } from './logger-transport.ts'
import type { AnyFieldsLogger, Logger } from './logger-type.ts'
import { checkLoggerOptions, type LoggerOptions, OWN_OPTIONS } from './options.ts'
import { loadActiveTrace } from './otel.ts'
import { detectResource, type Resource } from './record/resource.ts'
import { createGuard, type Guard } from './redact/guard.ts'
import { censorText, combinePaths } from './redact/line-paths.ts'
import { createRuleRates } from './redact/rule-rates.ts'
import { createReporter, type Reporter } from './reporter.ts'
import { createRuleSet, type RuleSet } from './rule-set.ts'
import { TEXT_PORT, type TextRules } from './safe-text.ts'
import { COUNTERS, toScanner } from './scanner.ts'

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
  options: LoggerOptions<CustomLevels> & { readonly format: 'pino' },
  destination?: DestinationStream | string
): AnyFieldsLogger<CustomLevels>
export function createLogger<CustomLevels extends string = never>(
  options?: LoggerOptions<CustomLevels>,
  destination?: DestinationStream | string
): Logger<CustomLevels>
export function createLogger<CustomLevels extends string = never>(
  options: LoggerOptions<CustomLevels> = {},
  destination?: DestinationStream | string
): Logger<CustomLevels> {
  const strangers = checkLoggerOptions(options)
  if (options.delivery !== undefined && destination !== undefined)
    throw new LogveilError('ERR_OPTIONS_INVALID', 'The options of createLogger cannot be used.', [
      { path: 'delivery', message: 'expected no destination beside it, got one; give it as a sink' }
    ])
  return assemble(
    options as unknown as LoggerOptions,
    destination,
    strangers
  ) as unknown as Logger<CustomLevels>
}

function assemble(
  options: LoggerOptions,
  destination: DestinationStream | string | undefined,
  strangers: readonly string[]
): Instance {
  const reporter = createReporter(options.onError)
  checkTransport(options, destination)
  const rules = createRuleSet(options)
  const resource = detectResource({ service: serviceOf(options), deployment: options.deployment })
  const format = createFormat(options.format ?? 'standard', {
    projectId: options.projectId,
    resource
  })
  const out =
    options.delivery === undefined
      ? openDestination(withCustomLevels(options), destination, reporter)
      : openDelivery({ ...options, delivery: options.delivery }, rules, resource, reporter)
  const stamp = createStamp(format, rules)
  const rates = createRuleRates((_, message) => reporter('ERR_RULES_BROAD', message))
  const guard = createGuard({
    matcher: rules.matcher,
    operators: rules.operators,
    onHits: rates.note,
    stamp: (line, above, found) => line.replace(stamp(above), () => stamp([...above, ...found])),
    withhold: (head) =>
      `${head === '' ? '{' : `${head},`}${JSON.stringify(messageKeyOf(options, format))}:"${WITHHELD}"}\n`,
    onTrouble: () =>
      reporter('ERR_LINE_UNCHECKED', 'A line could not be serialised or checked; it was withheld.')
  })
  const instance = createInstance(options, format, rules, resource, out, stamp, guard, reporter)
  const scanner = toScanner(rules)
  const textRules: TextRules = {
    redactText: (text) => scanner.redactText(text).text,
    redactLine: (line) => scanner.redactLine(line).line
  }
  Object.defineProperty(instance, TEXT_PORT, { value: textRules })
  trackLogger(instance as unknown as { flush(): Promise<void> })
  if (options.handlers !== undefined) install(textRules, options.handlers)
  for (const issue of rules.suppressor.expired)
    reporter('ERR_OPTIONS_INVALID', `${issue.path}: ${issue.message}`)
  for (const name of strangers)
    reporter(
      'ERR_OPTIONS_INVALID',
      `The option \`${name}\` is unknown; it was handed to pino as it is.`
    )
  return instance
}

function serviceOf(options: LoggerOptions): LoggerOptions['service'] {
  return options.service ?? (options.name === undefined ? undefined : { name: options.name })
}

function messageKeyOf(options: LoggerOptions, format: Format): string {
  return options.messageKey ?? format.messageKey
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
  const head = toHead(options, format, rules, resource)
  const levelFormatter = createLevelFormatter(format, head, guard)
  const { books } = out
  const announce = createAnnouncement(format, rules, out, head)
  let last = {} as LastLine
  let settle: SecuredInstance['settle'] = () => undefined
  const userWrite = options.hooks?.streamWrite
  const symbols = pino.symbols as unknown as PinoSymbols
  const beside = createBeside(symbols, messageKeyOf(options, format), reporter)

  function streamWrite(line: string): string {
    // a hook of the user's may log itself
    const { logger, line: made, head: safeHead, paths, found, bindings, holdsBindings } = last
    const edited = userWrite === undefined ? line : userWrite(line)
    // Only the very string that asJson made has the head that it told of (dd-trace and others splice).
    const safe = guard.secure(edited, edited === made ? safeHead : 0, paths, found)
    if (bindings !== null) settle(logger, bindings, holdsBindings && safe === made)
    beside(logger, safe)
    if (announce.pending)
      announce.write(instance[pino.symbols.streamSym as unknown as symbol] as DestinationStream)
    books.routed()
    return safe
  }

  const end = () => instance[symbols.endSym as symbol] as string
  const logMethod = createLogMethod(options.hooks?.logMethod, (logger, level) => {
    reporter(
      'ERR_LINE_UNCHECKED',
      'A log call threw before its line was made; the line was withheld.'
    )
    guard.counters.withheld++
    const { [symbols.lsCacheSym as symbol]: heads, [symbols.streamSym as symbol]: stream } =
      logger as unknown as Instance
    const head = (heads as Record<number, string>)[level] ?? `{"level":${level}`
    const safe = `${head}${format.time()},${JSON.stringify(messageKeyOf(options, format))}:"${WITHHELD}"${end()}`
    beside(logger as unknown as Instance, safe)
    books.routed()
    ;(stream as DestinationStream).write(safe)
  })
  const instance = pino(
    toPinoOptions(options, format, levelFormatter, { logMethod, streamWrite }, reporter),
    out.stream as DestinationStream
  ) as unknown as Instance
  const parts: InstanceParts = {
    symbols,
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
    isClean: (document) => !rules.matcher.mayHold(document, 0),
    censorText: (json, paths) => censorText(json, paths, rules),
    stampText: stamp,
    activeTrace: loadActiveTrace(),
    onReserved: (name) =>
      reporter(
        'ERR_RESERVED_NAME',
        `The field \`${name}\` is a reserved name of the record; it was moved to attrs.${name}.`
      ),
    onTrouble: () =>
      reporter('ERR_LINE_UNCHECKED', 'A line could not be serialised or checked; it was withheld.'),
    isPlain:
      options.mixin === undefined &&
      options.hooks?.logMethod === undefined &&
      !options.nestedKey &&
      !Object.hasOwn(instance, symbols.asJsonSym as symbol)
  }
  const secured = secureInstance(instance, parts)
  last = secured.last
  settle = secured.settle
  if (options.delivery !== undefined && isDeliveryOut(out))
    addDelivery(instance, out, format, head, reporter)
  else {
    addLifetime(instance, out, reporter)
    Object.defineProperty(instance, 'ledger', {
      value: async () => Object.freeze({ [out.name]: out.books.entry() })
    })
  }
  Object.defineProperty(instance, COUNTERS, { value: guard.counters })
  Object.defineProperty(instance, LOGGER_PORT, {
    value: createPort(secured, parts, rules, reporter)
  })
  return instance
}

function toPinoOptions(
  options: LoggerOptions,
  format: Format,
  levelFormatter: InstanceParts['levelFormatter'],
  own: Pick<NonNullable<PinoOptions['hooks']>, 'logMethod' | 'streamWrite'>,
  reporter: Reporter
): PinoOptions {
  const keepsShape = format.name === 'pino'
  const { formatters, hooks, timestamp, onChild } = options
  const level = options.level ?? process.env.LOG_LEVEL?.toLowerCase()
  return {
    ...pick(options),
    ...(level === undefined || level === '' ? {} : { level }),
    ...(keepsShape ? {} : { base: options.base ?? (options.name === undefined ? null : {}) }),
    messageKey: messageKeyOf(options, format),
    timestamp: timestamp === undefined || timestamp === true ? format.time : timestamp,
    formatters: {
      level: levelFormatter(formatters?.level as LevelFormatter | undefined),
      ...(formatters?.bindings === undefined ? {} : { bindings: formatters.bindings })
    },
    hooks: { ...hooks, ...own },
    ...(typeof onChild === 'function' ? { onChild: guardOnChild(onChild, reporter) } : {})
  } as PinoOptions
}

/** A child is made in the middle of a request: what the user's callback throws must not end it. */
function guardOnChild(
  onChild: NonNullable<PinoOptions['onChild']>,
  reporter: Reporter
): NonNullable<PinoOptions['onChild']> {
  return function guarded(this: unknown, child) {
    try {
      onChild.call(this, child)
    } catch {
      reporter('ERR_LINE_UNCHECKED', 'The option onChild threw; the child was made without it.')
    }
  }
}

/** What pino gets as it came; `redact`, `transport` and our own options it never sees. */
function pick(options: LoggerOptions): PinoOptions {
  const hidden = new Set([...OWN_OPTIONS, 'redact', 'transport', 'formatters', 'hooks'])
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => !hidden.has(name))
  ) as PinoOptions
}
