/**
 * What a process may ask for beside its logger: lines written out before a signal ends it, Node's own output of a
 * crash made safe, `console` made safe.
 *
 * In: a logger and what is asked for. Out: a function that puts everything back.
 * Promise: nothing is installed that was not asked for; the process ends with the code or signal that it would have
 * ended with.
 */
import { LogveilError } from './errors.ts'
import { patchConsole } from './handlers-console.ts'
import { handleCrashes } from './handlers-crash.ts'
import { DRAIN_DEADLINE_MS, drainOnSignals } from './handlers-signals.ts'
import type { Logger } from './logger-type.ts'
import { checkHandlers, type HandlerOptions } from './options.ts'
import { TEXT_PORT, type TextRules } from './safe-text.ts'

/**
 * Installs handlers for this process with the rules of `log`; the option `handlers` of createLogger does the same.
 * Gives back a function that removes them. Loggers that ask for the same handler share it: all their rules apply.
 *
 * Throws LogveilError (ERR_OPTIONS_INVALID).
 *
 * @example
 * const remove = installHandlers(log, { signals: { deadlineMs: 3000 }, crash: true, console: true })
 */
export function installHandlers(log: Logger, options: HandlerOptions): () => void {
  checkHandlers(options)
  const rules = (log as unknown as { readonly [TEXT_PORT]?: TextRules })[TEXT_PORT]
  if (rules === undefined)
    throw new LogveilError('ERR_OPTIONS_INVALID', 'The handlers cannot be installed.', [
      { path: 'log', message: 'expected a logger of createLogger, got another object' }
    ])
  return install(rules, options)
}

export function install(rules: TextRules, options: HandlerOptions): () => void {
  const { signals = false, crash = false, console = false } = options
  const removals: (() => void)[] = []
  if (signals !== false) {
    const own = typeof signals === 'object' ? signals.deadlineMs : undefined
    removals.push(drainOnSignals(own ?? DRAIN_DEADLINE_MS))
  }
  if (crash) removals.push(handleCrashes(rules))
  if (console) removals.push(patchConsole(rules))
  return () => {
    for (const remove of removals.splice(0)) remove()
  }
}
