/** Places inside texts that stand encoded in the line, once and several times. */

import type { Plant } from '../plants.ts'
import { asFieldAndMessage, type Place } from './place.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const object = ({ key, value }: Plant): string => JSON.stringify({ a: 1, [key]: value })
/** At least 24 characters of base64, as the promise says. */
const long = (words: string): string => `the text is: ${words}`
const toUnicode = (text: string, which: RegExp): string =>
  text.replace(which, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
const percentAll = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

type Encoding = Parameters<typeof asFieldAndMessage>[0]

const ENCODINGS: readonly Encoding[] = [
  { name: 'JSON', holds: 'field', text: object },
  {
    name: 'pretty JSON',
    holds: 'field',
    text: ({ key, value }) => JSON.stringify({ a: { [key]: value } }, null, 2)
  },
  {
    name: 'JSON in JSON',
    holds: 'field',
    text: (plant) => JSON.stringify({ body: object(plant) })
  },
  {
    name: 'JSON in JSON in JSON',
    holds: 'field',
    text: (plant) => JSON.stringify({ x: JSON.stringify({ body: object(plant) }) })
  },
  { name: 'a JSON string', holds: 'text', text: ({ words }) => JSON.stringify(words) },
  {
    name: 'a list of JSON',
    holds: 'field',
    text: (plant) => `[${object(plant)},${object(plant)}]`
  },
  {
    name: 'lines of JSON',
    holds: 'field',
    text: (plant) => `${object(plant)}\n${object(plant)}\n`
  },
  {
    name: 'JSON inside a sentence',
    holds: 'field',
    text: (plant) => `got ${object(plant)} from peer`
  },
  {
    name: 'JSON in JSON inside a sentence',
    holds: 'field',
    text: (plant) => `got ${JSON.stringify({ body: object(plant) })} from peer`
  },
  {
    name: 'JSON cut off',
    holds: 'field',
    text: (plant) => `{"a":"b","c":${object(plant)},"d":"and so on`
  },
  {
    name: 'JSON with escaped characters',
    holds: 'field',
    text: (plant) => toUnicode(object(plant), /[@ .:/+=_!-]/g)
  },
  {
    name: 'JSON with each letter escaped',
    holds: 'field',
    text: ({ key, value }) => `{"${toUnicode(key, /./g)}":"${toUnicode(value, /[\s\S]/g)}"}`
  },
  {
    name: 'escapes as text',
    holds: 'text',
    text: ({ words }) => toUnicode(words, /[@ .:/+=_!-]/g)
  },
  {
    name: 'escapes in hex as text',
    holds: 'value',
    text: ({ value }) =>
      `see ${value.replace(/[@./+=_!-]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`)}`
  },
  { name: 'percent-encoding', holds: 'text', text: ({ words }) => encodeURIComponent(words) },
  {
    name: 'percent-encoding of every character',
    holds: 'text',
    text: ({ words }) => percentAll(words)
  },
  {
    name: 'percent-encoding twice',
    holds: 'text',
    text: ({ words }) => encodeURIComponent(encodeURIComponent(words))
  },
  {
    name: 'percent-encoded JSON',
    holds: 'field',
    text: (plant) => encodeURIComponent(object(plant))
  },
  {
    name: 'percent-encoded JSON in a query',
    holds: 'field',
    text: (plant) => `/api?filter=${encodeURIComponent(object(plant))}&page=2`
  },
  {
    name: 'percent-encoded base64 of JSON',
    holds: 'field',
    text: (plant) => encodeURIComponent(base64(`${object(plant)}   `))
  },
  { name: 'base64', holds: 'text', text: ({ words }) => base64(long(words)) },
  {
    name: 'base64url',
    holds: 'text',
    text: ({ words }) => Buffer.from(long(words)).toString('base64url')
  },
  {
    name: 'base64 of JSON',
    holds: 'field',
    text: (plant) => base64(`{"some":"thing",${object(plant).slice(1)}`)
  },
  { name: 'base64 of base64', holds: 'text', text: ({ words }) => base64(base64(long(words))) },
  {
    name: 'base64 of bytes of JSON in JSON',
    holds: 'field',
    text: (plant) =>
      JSON.stringify({ payload: base64(`{"some":"thing",${object(plant).slice(1)}`) })
  },
  {
    name: 'a data URI',
    holds: 'text',
    text: ({ words }) => `data:text/plain;base64,${base64(long(words))}`
  },
  {
    name: 'a data URI in a sentence',
    holds: 'text',
    text: ({ words }) => `src="data:text/plain;charset=utf-8;base64,${base64(long(words))}" alt=""`
  },
  {
    name: 'a percent-encoded data URI',
    holds: 'text',
    text: ({ words }) => `data:text/plain,${encodeURIComponent(words)}`
  },
  {
    name: 'the payload of a JWT without its signature',
    holds: 'field',
    text: (plant) =>
      ['{"alg":"none"}', object(plant)]
        .map((part) => Buffer.from(part).toString('base64url'))
        .join('.')
  },
  {
    name: 'basic credentials',
    holds: 'value',
    not: { PEM: 'no credentials have line ends' },
    text: ({ value }) => `Basic ${base64(`user:${value}`)}`
  }
]

export const ENCODED_PLACES: readonly Place[] = ENCODINGS.flatMap(asFieldAndMessage)
