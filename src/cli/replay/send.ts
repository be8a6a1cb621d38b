/**
 * Dead letters, sent again.
 *
 * In: letters of one sink, in order. Out: what became of each.
 * Promise: what a sink cannot take now is tried a few times, after the time that it asks for; then it stays.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome, Sink } from '../../deliver/sink.ts'
import type { Letter } from './letter.ts'

export type SendOptions = {
  readonly attempts: number
  readonly batch: number
  /** First wait in ms; it doubles. */
  readonly waitMs: number
  /** Longest wait, whatever a sink asks for. */
  readonly longestWaitMs: number
  readonly timeoutMs: number
}

export const SEND: SendOptions = {
  attempts: 5,
  batch: 500,
  waitMs: 200,
  longestWaitMs: 30_000,
  timeoutMs: 30_000
}

/** The letters that were not delivered, with the outcome of the last attempt. */
export type Left = { readonly letter: Letter; readonly outcome: Outcome }

/** Sends letters to a sink; what is not among the result was delivered. */
export async function sendLetters(
  sink: Sink,
  letters: readonly Letter[],
  options: SendOptions = SEND
): Promise<readonly Left[]> {
  const left: Left[] = []
  for (let at = 0; at < letters.length; at += options.batch) {
    left.push(...(await sendBatch(sink, letters.slice(at, at + options.batch), options)))
  }
  return left
}

async function sendBatch(
  sink: Sink,
  letters: readonly Letter[],
  options: SendOptions
): Promise<readonly Left[]> {
  const refused: Left[] = []
  let waiting: readonly Left[] = letters.map((letter) => ({ letter, outcome: NOT_SENT }))
  for (let attempt = 1; attempt <= options.attempts; attempt++) {
    const { results, retryAfterMs } = await sendOnce(sink, waiting, options)
    refused.push(...results.filter(({ outcome }) => outcome.state === 'refused'))
    waiting = results.filter(({ outcome }) => outcome.state === 'retry')
    if (waiting.length === 0 || attempt === options.attempts) break
    const own = options.waitMs * 2 ** (attempt - 1)
    await wait(Math.min(options.longestWaitMs, Math.max(own, retryAfterMs ?? 0)))
  }
  return [...refused, ...waiting]
}

const NOT_SENT: Outcome = { state: 'retry', reason: 'not sent' }

async function sendOnce(
  sink: Sink,
  waiting: readonly Left[],
  { timeoutMs }: SendOptions
): Promise<{ readonly results: readonly Left[]; readonly retryAfterMs: number | undefined }> {
  const letters = waiting.map(({ letter }) => letter)
  try {
    const result = await sink.write(
      letters.map(({ record }) => record),
      AbortSignal.timeout(timeoutMs)
    )
    const outcomeOf = (index: number): Outcome => result.outcomes[index] ?? NOT_SENT
    return {
      results: letters.map((letter, index) => ({ letter, outcome: outcomeOf(index) })),
      retryAfterMs: result.retryAfterMs
    }
  } catch {
    return { results: waiting, retryAfterMs: undefined }
  }
}
