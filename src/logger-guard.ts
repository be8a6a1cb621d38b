/**
 * The guard around each log call.
 *
 * In: the user's logMethod hook, if any. Out: a hook for pino that no log call throws through.
 * Promise: whatever throws on the way to the line (an argument of `%s`, a mixin, a formatter, a hook, a destination)
 * stays here: the line is withheld, counted and reported once, and the application goes on.
 */
import type { Logger, LoggerOptions } from 'pino'
import { removeMarks } from './logger-marks.ts'

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>

/** `withhold` writes a line in the place of the one that could not be made; what it throws is dropped. */
export function createLogMethod(
  user: LogMethod | undefined,
  withhold: (logger: Logger, level: number) => void
): LogMethod {
  return function logMethod(this: Logger, args, method, level) {
    try {
      if (user === undefined) method.apply(this, args)
      else user.call(this, args, method, level)
    } catch {
      removeMarks(args)
      try {
        withhold(this, level)
      } catch {
        // a destination that throws on the withheld line too: nothing is left to write to
      }
    }
  }
}
