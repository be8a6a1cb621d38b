/**
 * The id of a request.
 *
 * In: the caller's header, if it sent one. Out: an id that is safe to log and to echo.
 * Promise: a caller can place no personal data, no secret and no line break in the log or the response with it.
 */
import { uuidv7 } from 'uuidv7'

const REQUEST_ID = /^[\w.:-]{8,128}$/

/** True if the text may be an id: its shape, and nothing is found in it, nor in any part of it by itself (`req-4111…-1`). */
export function isRequestId(id: unknown, isClean: (text: string) => boolean): id is string {
  return (
    typeof id === 'string' &&
    REQUEST_ID.test(id) &&
    isClean(id) &&
    id.split(/[_.:-]/).every((part) => part.length < 6 || isClean(part))
  )
}

/** A new UUIDv7: sorts by time, is unique without coordination. */
export function newRequestId(): string {
  return uuidv7()
}
