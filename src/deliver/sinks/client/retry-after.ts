/**
 * The header Retry-After.
 *
 * In: the header and the time now. Out: milliseconds to wait, undefined if it says nothing that can be read.
 * Promise: never negative, never more than an hour: a wrong clock at the other end must not stop delivery.
 */

const SECOND = 1000
const LONGEST_MS = 3600 * SECOND

/** RFC 9110, section 10.2.3: seconds or an HTTP date. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  const text = header.trim()
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * SECOND : Date.parse(text) - now
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, Math.ceil(ms)), LONGEST_MS)
}
