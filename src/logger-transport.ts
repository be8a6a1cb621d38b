/**
 * What pino refuses about the option `transport`.
 *
 * In: options and destination. Out: nothing, or pino's own error in `format: 'pino'`, else ours.
 * Promise: nothing is opened before it is refused.
 */
import pino, { type DestinationStream } from 'pino'
import type { LoggerOptions } from './options.ts'
import { createProblems } from './redact/option-problems.ts'

export function checkTransport(
  options: LoggerOptions,
  destination: DestinationStream | string | undefined
): void {
  const { transport, formatters } = options
  if (transport === undefined) return
  const isStream = looksLikeStream(transport)
  const isTwice = typeof destination === 'string'
  const { targets } = transport as { readonly targets?: readonly unknown[] }
  // its many targets are told apart by the level that a formatter of the user's can take from the line
  const isRenamed = (targets?.length ?? 0) > 0 && typeof formatters?.level === 'function'
  if (options.format === 'pino') {
    if (isStream || isTwice || isRenamed)
      pino({ transport, formatters } as never, destination as never)
    return
  }
  const problems = createProblems()
  if (isStream)
    problems.add(
      'ERR_OPTIONS_INVALID',
      'transport',
      'expected an object, got a stream; give it as destination'
    )
  if (isTwice)
    problems.add(
      'ERR_OPTIONS_INVALID',
      'transport',
      'expected no destination beside it, got both; give one'
    )
  problems.throwIfAny('The options of createLogger cannot be used.')
}

/** As pino does where it builds the stream: without their numbers, targets under a custom level's name get no line. */
export function withCustomLevels(options: LoggerOptions): LoggerOptions {
  const { transport, customLevels } = options
  if (transport === undefined || customLevels === undefined || customLevels === null) return options
  return { ...options, transport: { ...transport, levels: customLevels } as typeof transport }
}

function looksLikeStream(value: object): boolean {
  return 'write' in value || 'writable' in value || '_writableState' in value
}
