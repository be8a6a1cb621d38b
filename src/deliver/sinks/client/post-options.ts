/**
 * The options that every HTTP sink has.
 *
 * In: what the user wrote. Out: issues; a destination, limits.
 * Promise: no issue holds an option's value; credentials in a URL become a header, so that no error can print them.
 */
import {
  type Check,
  isBoolean,
  isCount,
  isFields,
  issue,
  isUrl,
  isWords,
  objectOf
} from '../../option-check.ts'
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

const isHeaders: Check = (value, path) => {
  const expected = 'an object of header names and texts'
  if (!isFields(value) || !Object.values(value).every(isWords)) return issue(path, expected, value)
  try {
    // Else fetch refuses the header later, with its value in the message.
    new Headers(value as Record<string, string>)
    return []
  } catch {
    return issue(path, `${expected} that HTTP allows`, value)
  }
}

/** A check of PostOptions and of what a sink has beside them. */
export function postOptions(own: Readonly<Record<string, Check>>): Check {
  const shared = {
    url: isUrl,
    headers: isHeaders,
    gzip: isBoolean,
    maxBytes: isCount,
    maxRecords: isCount
  }
  return objectOf({ ...shared, ...own }, ['url'])
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
