/**
 * A caller's fields, ready to stand in the record.
 *
 * In: the object of a log call or a child's bindings. Out: the same, with errors as `exception` and reserved names moved.
 * Promise: the caller's object is never changed; `format: 'pino'` changes nothing at all.
 */
import type { Fields, InstanceParts, OwnFields, SecuredInstance } from './logger-instance.ts'
import { isErrorLike, toException } from './record/exception.ts'
import { createFieldMover } from './record/reserved.ts'

export type CallerFields = {
  /** Reserved names to attrs, errors to `exception`. */
  prepare(fields: Fields, hasMessage: boolean): Fields
  /** Errors only: what is written under `nestedKey` meets no name of the record. */
  splitError(fields: Fields): { readonly top: Fields; readonly rest: Fields }
  takeOwn: SecuredInstance['takeOwn']
}

const EMPTY: Fields = Object.freeze({})

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions over one closure
export function createCallerFields(parts: InstanceParts): CallerFields {
  const { format, messageKey, errorKey } = parts
  const move = createFieldMover(format.reserved, parts.onReserved)
  const moveButMessage = createFieldMover(
    [...format.reserved].filter((name) => name !== messageKey),
    parts.onReserved
  )
  return { prepare, splitError, takeOwn }

  function prepare(fields: Fields, hasMessage: boolean): Fields {
    const moved =
      !hasMessage && typeof fields[messageKey] === 'string' ? moveButMessage(fields) : move(fields)
    return toExceptionFields(moved)
  }

  /** `err`, or `error`, that holds an Error becomes `exception`; its own extra properties stand under attrs.exception. */
  function toExceptionFields(fields: Fields): Fields {
    const key = errorIn(fields)
    if (key === undefined) return fields
    const { [key]: error, attrs, ...rest } = fields
    const { exception, extras } = toException(error)
    const own = withExtras(attrs, extras)
    return { ...rest, ...format.exception(exception), ...(own === undefined ? {} : { attrs: own }) }
  }

  function splitError(fields: Fields) {
    const key = errorIn(fields)
    if (key === undefined) return { top: EMPTY, rest: fields }
    const { [key]: error, ...rest } = fields
    const { exception, extras } = toException(error)
    const attrs = withExtras(undefined, extras)
    const top = { ...format.exception(exception), ...(attrs === undefined ? {} : { attrs }) }
    return { top, rest }
  }

  function errorIn(fields: Fields): string | undefined {
    if (holdsError(fields, errorKey)) return errorKey
    return holdsError(fields, 'error') ? 'error' : undefined
  }

  function holdsError(fields: Fields, key: string): boolean {
    return !parts.serialized.has(key) && typeof fields[key] === 'object' && isErrorLike(fields[key])
  }

  function takeOwn(own: Readonly<Fields>): OwnFields {
    if (isEmpty(own)) return NOTHING
    if (!isErrorLike(own.err)) return { rest: prepareOwn(own), exception: undefined }
    const prepared = prepareOwn({ ...own, err: undefined })
    const { exception, extras } = toException(own.err)
    const attrs = withExtras(prepared.attrs, extras)
    return { rest: attrs === undefined ? prepared : { ...prepared, attrs }, exception }
  }

  function prepareOwn(own: Fields): Fields {
    return format.name === 'pino' ? own : prepare(own, true)
  }
}

const NOTHING: OwnFields = Object.freeze({ rest: EMPTY, exception: undefined })

function isEmpty(fields: Readonly<Fields>): boolean {
  for (const _ in fields) return false
  return true
}

function withExtras(attrs: unknown, extras: Fields): unknown {
  if (Object.keys(extras).length === 0) return attrs
  return { ...(attrs as Fields | undefined), exception: extras }
}
