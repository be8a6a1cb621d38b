/**
 * Runs the same calls through pino and through logveil.
 *
 * In: options, calls. Out: what was written. Plain assertions, so that the reference's table can be made from the facts
 * without a test runner.
 */
import assert from 'node:assert/strict'
import pino, { type Logger } from 'pino'
import { createLogger, type LoggerOptions } from '../../src/index.ts'

export type Options = Record<string, unknown>
export type Calls = (log: Logger) => void

const quiet = { onError: () => undefined }

function collect(): { readonly lines: string[]; write(line: string): void } {
  const lines: string[] = []
  return { lines, write: (line) => void lines.push(line) }
}

/** Lines of createLogger, without the manifest. */
export function ourLines(options: Options, calls: Calls, name?: (log: Logger) => void): string[] {
  const out = collect()
  const log = createLogger<never>({ ...quiet, ...options } as LoggerOptions, out)
  name?.(log)
  calls(log)
  return out.lines.filter((line) => !line.includes('"logveil.manifest"'))
}

export function ours(options: Options, calls: Calls): Record<string, unknown>[] {
  return ourLines(options, calls).map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** The last record of one call. */
export function one(options: Options, calls: Calls): Record<string, unknown> {
  return ours(options, calls).at(-1) ?? {}
}

/** `format: 'pino'` writes what pino writes, to the letter but for the time. */
export function same(options: Options, calls: Calls): void {
  const out = collect()
  calls(pino(options, out))
  const withoutTime = (line: string) => line.replace(/"time":\d{13}/, '"time":0')
  const lines = ourLines({ format: 'pino', ...options }, calls)
  assert.deepEqual(lines.map(withoutTime), out.lines.map(withoutTime))
  assert.ok(out.lines.length > 0)
}

export type Fact = {
  readonly name: string
  /** same: as in pino. ours: what differs stands in `why`. */
  readonly is: 'same' | 'ours'
  readonly why: string
  readonly check: () => void | Promise<void>
}
