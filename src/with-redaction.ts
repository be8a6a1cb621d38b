/**
 * Redaction for those who build pino themselves.
 *
 * In: options for pino. Out: options for pino whose lines are redacted, and otherwise as pino makes them.
 * Promise: the user's own streamWrite hook runs first, ours last; fail closed.
 */
import type { LoggerOptions as PinoOptions } from 'pino'
import { LogveilError } from './errors.ts'
import { checkOptions, RULE_SET_OPTIONS } from './options.ts'
import { createGuard } from './redact/guard.ts'
import { combinePaths } from './redact/line-paths.ts'
import { createRuleSet, type RuleSetOptions } from './rule-set.ts'

export type RedactionOptions = RuleSetOptions & {
  /** Told once of each kind of trouble. @default one line on stderr */
  readonly onError?: (error: LogveilError) => void
}

/**
 * pino options with redaction, for pino-http, nestjs-pino, Fastify's `logger` option and the like.
 * The record stays pino's own. A child's own `redact` is pino's there: give the paths here.
 *
 * @example
 * app.use(pinoHttp(withRedaction({ level: 'info' })))
 */
export function withRedaction<Options extends PinoOptions>(
  pinoOptions: Options = {} as Options,
  options: RedactionOptions = {}
): Options {
  checkOptions(options, [...RULE_SET_OPTIONS, 'onError'], 'withRedaction')
  const rules = createRuleSet(options)
  const { redact, hooks, ...rest } = pinoOptions
  const paths = redact === undefined || redact === null ? null : combinePaths(redact, null)
  const messageKey = JSON.stringify(pinoOptions.messageKey ?? 'msg')
  let told = false
  const guard = createGuard({
    matcher: rules.matcher,
    operators: rules.operators,
    stamp: (line) => line,
    withhold: () => `{"level":50,"time":${Date.now()},${messageKey}:"[WITHHELD]"}\n`,
    onTrouble() {
      if (told) return
      told = true
      report(options.onError)
    }
  })
  const userWrite = hooks?.streamWrite
  const streamWrite = (line: string): string =>
    guard.secure(userWrite === undefined ? line : userWrite(line), 0, paths, [])
  return { ...rest, hooks: { ...hooks, streamWrite } } as unknown as Options
}

function report(onError: RedactionOptions['onError']): void {
  const error = new LogveilError(
    'ERR_LINE_UNCHECKED',
    'A line could not be checked; it was withheld.'
  )
  try {
    if (onError === undefined) process.stderr.write(`logveil: ${error.code}: ${error.message}\n`)
    else onError(error)
  } catch {
    // an onError that throws must not reach the application through a log call
  }
}
