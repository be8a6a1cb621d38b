/**
 * Keeps a failure of ours, or of a callback of the user's, away from the application.
 *
 * In: something that may throw. Out: its result or a stand-in. Promise: told once for each name through the logger's onError,
 * by the class of what was thrown only: its message could hold a value of the request.
 */
import { LogveilError } from '../errors.ts'
import { errorType } from '../record/exception.ts'
import type { LoggerPort } from './logger-port.ts'

export type Guard = <T>(name: string, run: () => T, otherwise: T) => T

/** A guard that reports through the port; one for each requestLogger. */
export function createGuard(port: LoggerPort): Guard {
  const reported = new Set<string>()
  return (name, run, otherwise) => {
    try {
      return run()
    } catch (error) {
      if (!reported.has(name)) {
        reported.add(name)
        report(port, name, error)
      }
      return otherwise
    }
  }
}

function report(port: LoggerPort, name: string, cause: unknown): void {
  const message = `expected a result, got a thrown ${errorType(cause)}; the request goes on without it (reported once)`
  const error = new LogveilError('ERR_OPTIONS_INVALID', 'A request logger met an error:', [
    { path: name, message }
  ])
  try {
    if (port.report === undefined) process.emitWarning(error.message, { code: error.code })
    else port.report(error)
  } catch {
    // onError is the last resort; if it throws too there is no one left to tell.
  }
}
