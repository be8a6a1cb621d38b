/**
 * Redaction for those who build pino themselves.
 *
 * In: options for pino. Out: options for pino whose lines are redacted, and otherwise as pino makes them.
 * Promise: the user's own hooks run first, ours last; no log call throws; fail closed.
 */
import type { LoggerOptions as PinoOptions } from 'pino'
import { LogveilError } from './errors.ts'
import { LOGGER_PORT } from './http/logger-port.ts'
import { createLogMethod } from './logger-guard.ts'
import { WITHHELD } from './logger-instance.ts'
import { checkOptions, RULE_SET_OPTIONS } from './options.ts'
import { createGuard, type Guard } from './redact/guard.ts'
import { combinePaths } from './redact/line-paths.ts'
import { createRuleRates } from './redact/rule-rates.ts'
import { createReporter, type Reporter } from './reporter.ts'
import { createRuleSet, type RuleSetOptions } from './rule-set.ts'
import { createCallers } from './with-redaction-callers.ts'
import { guardSerializers } from './with-redaction-children.ts'

export type RedactionOptions = RuleSetOptions & {
  /** Told once of each kind of trouble. @default one line on stderr */
  readonly onError?: (error: LogveilError) => void
}

/**
 * pino options with redaction, for pino-http, nestjs-pino, Fastify's `logger` option and the like.
 * The record stays pino's own. Throws LogveilError as createLogger does.
 *
 * @example
 * app.use(pinoHttp(withRedaction({ level: 'info' })))
 */
export function withRedaction<Options extends PinoOptions>(
  pinoOptions: Options = {} as Options,
  options: RedactionOptions = {}
): Options {
  checkOptions(options, [...RULE_SET_OPTIONS, 'onError'], 'withRedaction')
  refuseLogger(pinoOptions)
  const reporter = createReporter(options.onError)
  const rules = createRuleSet(options)
  const { redact, hooks, ...rest } = pinoOptions
  const paths = redact === undefined || redact === null ? null : combinePaths(redact, null)
  const messageKey = pinoOptions.messageKey ?? 'msg'
  const rates = createRuleRates((_, message) => reporter('ERR_RULES_BROAD', message))
  const guard = createGuard({
    matcher: rules.matcher,
    operators: rules.operators,
    onHits: rates.note,
    stamp: (line) => line,
    withhold: () => withheldLine(`{"level":50,"time":${Date.now()}`, messageKey, '}\n'),
    onTrouble: () => tellUnchecked(reporter)
  })
  const onUnread = (): void => {
    guard.counters.withheld++
    tellUnchecked(reporter)
  }
  const callers = createCallers({ paths, messageKey, rules, reporter, onUnread })
  const userWrite = hooks?.streamWrite
  const streamWrite = (line: string): string => {
    // a hook of the user's may log itself
    const caller = callers.current()
    const edited = userWrite === undefined ? line : userWrite(line)
    const safe = guard.secure(proven(edited, guard, reporter), 0, caller.paths, [])
    caller.secureBeside(safe)
    return safe
  }
  const logMethod = createLogMethod(hooks?.logMethod, (logger, level) => {
    guard.counters.withheld++
    tellUnchecked(reporter)
    callers.writeInstead(logger, level, (head, end) => withheldLine(head, messageKey, end))
  })
  return {
    ...rest,
    ...(rest.serializers === undefined
      ? {}
      : { serializers: guardSerializers(rest.serializers, onUnread) }),
    hooks: { ...hooks, logMethod: callers.follow(logMethod), streamWrite },
    onChild: callers.onChild(pinoOptions.onChild)
  } as unknown as Options
}

function withheldLine(head: string, messageKey: string, end: string): string {
  return `${head},${JSON.stringify(messageKey)}:"${WITHHELD}"${end}`
}

const NO_TEXT = /:undefined(?=\}\r?\n$)/

/** pino writes a Symbol in the message's place as `"msg":undefined`, which is no JSON. */
function proven(line: string, guard: Guard, reporter: Reporter): string {
  if (!line.endsWith(':undefined}\n') && !line.endsWith(':undefined}\r\n')) return line
  guard.counters.withheld++
  tellUnchecked(reporter)
  return line.replace(NO_TEXT, `:"${WITHHELD}"`)
}

function tellUnchecked(reporter: Reporter): void {
  reporter('ERR_LINE_UNCHECKED', 'A line could not be made or checked; it was withheld.')
}

/** pino-http takes a logger in its options: that one was made without us, and its lines would leave as they are. */
function refuseLogger(pinoOptions: object): void {
  const { logger } = pinoOptions as { readonly logger?: object | null }
  if (logger === undefined || logger === null || LOGGER_PORT in logger) return
  throw new LogveilError(
    'ERR_OPTIONS_INVALID',
    'The options given to withRedaction cannot be used.',
    [
      {
        path: 'logger',
        message:
          'expected a logger of createLogger or none, got another; make it from the options that withRedaction gives'
      }
    ]
  )
}
