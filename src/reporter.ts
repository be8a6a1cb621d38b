/**
 * Trouble, told to whoever runs the service.
 *
 * In: a code and a sentence. Out: a call of onError, or a line on stderr, once for each sentence.
 * Promise: never throws, and no sentence holds a logged value.
 */
import { type ErrorCode, LogveilError } from './errors.ts'

export type Reporter = (code: ErrorCode, summary: string) => void

/** Each kind of trouble is told once: a service that logs in a loop must not drown in its logger's complaints. */
export function createReporter(onError: ((error: LogveilError) => void) | undefined): Reporter {
  const told = new Set<string>()
  return (code, summary) => {
    if (told.has(summary)) return
    told.add(summary)
    const error = new LogveilError(code, summary)
    try {
      if (onError === undefined) process.stderr.write(`logveil: ${code}: ${summary}\n`)
      else onError(error)
    } catch {
      // an onError that throws must not reach the application through a log call
    }
  }
}
