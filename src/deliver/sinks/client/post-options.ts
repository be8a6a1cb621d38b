/**
 * The options that every HTTP sink has.
 *
 * In: what the user wrote. Out: issues; a destination, limits.
 * Promise: no issue holds an option's value; credentials in a URL become a header, so that no error can print them.
 */
import {
  isBoolean,
  isCount,
  isObject,
  isString,
  isUrl,
  type OptionTable,
  optional,
  required
} from './option-table.ts'
import type { Limits } from './parts.ts'
import type { Destination } from './post.ts'

/** What every HTTP sink can be told. */
export type PostOptions = {
  /** Where to; `http:` or `https:`. */
  readonly url: string
  /** Headers of each request, such as an API key. @default {} */
  readonly headers?: Readonly<Record<string, string>>
  /** Compress the body. */
  readonly gzip?: boolean
  /** Largest body before compression, in bytes. */
  readonly maxBytes?: number
  /** Most records of a request. */
  readonly maxRecords?: number
}

/** Checks of PostOptions. */
export const POST_OPTIONS: OptionTable = {
  url: required(isUrl),
  headers: optional(isHeaders),
  gzip: optional(isBoolean),
  maxBytes: optional(isCount),
  maxRecords: optional(isCount)
}

/** Where requests go; `path` is taken where the URL names none. */
export function toDestination(options: PostOptions, isZipped: boolean, path = '/'): Destination {
  const url = new URL(options.url)
  const { username, password } = url
  url.username = ''
  url.password = ''
  if (url.pathname === '/') url.pathname = path
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {
    url: url.href,
    headers: {
      ...(credentials === ':'
        ? {}
        : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
      ...options.headers
    },
    gzip: options.gzip ?? isZipped
  }
}

export function toLimits(options: PostOptions, defaults: Limits): Limits {
  return {
    maxBytes: options.maxBytes ?? defaults.maxBytes,
    maxRecords: options.maxRecords ?? defaults.maxRecords
  }
}

function isHeaders(value: unknown): string | undefined {
  const expected = 'an object of header names and texts'
  if (!isObject(value)) return expected
  try {
    // Else fetch refuses the header later, with its value in the message.
    for (const [name, text] of Object.entries(value)) {
      if (isString(text) !== undefined) return expected
      new Headers([[name, text as string]])
    }
    return undefined
  } catch {
    return `${expected} that HTTP allows`
  }
}
