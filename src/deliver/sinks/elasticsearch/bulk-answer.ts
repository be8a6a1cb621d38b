/**
 * What a bulk request did.
 *
 * In: the answer's body. Out: an outcome for each document, in order.
 * Promise: 409 is success (the id is there already: an earlier attempt stored it); only what speaks of the document
 * itself refuses it; no reason holds the `reason` of an item, which quotes the document.
 */
import type { Outcome } from '../../sink.ts'
import { DELIVERED, type PartResult } from '../client/parts.ts'

type Item = {
  readonly status?: unknown
  readonly error?: { readonly type?: unknown } | undefined
}

/** `count` outcomes, or that the answer cannot be used. */
export function readOutcomes(body: Buffer, count: number): PartResult {
  const items = readItems(body)
  if (items?.length !== count) {
    return { kind: 'wait', reason: 'unreadable answer', retryAfterMs: undefined }
  }
  return { kind: 'each', outcomes: items.map(toOutcome) }
}

function readItems(body: Buffer): readonly Item[] | undefined {
  try {
    const { items } = JSON.parse(body.toString('utf8')) as { items?: unknown }
    if (!Array.isArray(items)) return undefined
    return items.map((item) => (item as { create?: Item }).create ?? {})
  } catch {
    return undefined
  }
}

function toOutcome({ status, error }: Item): Outcome {
  if (typeof status !== 'number') return { state: 'retry', reason: 'unreadable answer' }
  if ((status >= 200 && status < 300) || status === 409) return DELIVERED
  const type = error?.type
  // A type is a word of the server's own code: mapper_parsing_exception.
  const word = typeof type === 'string' && /^[a-z_]{1,60}$/.test(type) ? ` ${type}` : ''
  return {
    state: status === 400 || status === 413 ? 'refused' : 'retry',
    reason: `status ${status}${word}`
  }
}
