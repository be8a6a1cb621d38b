/** Places in what the caller gives: fields of every type of value that JavaScript has. */
import type { Place } from './place.ts'

const codesOf = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0))

const PEM_NAME = { PEM: 'a key that says PRIVATE KEY hides its value too' }
const FEW_BYTES = { CVV: 'three bytes spell nothing' }

export const VALUE_PLACES: readonly Place[] = [
  {
    name: 'a field',
    holds: 'field',
    write: (log, { key, value }) => log.info({ [key]: value }, 'm')
  },
  {
    name: 'a field of a field',
    holds: 'field',
    write: (log, { key, value }) => log.info({ a: { b: { [key]: value } } }, 'm')
  },
  {
    name: 'a field in capitals',
    holds: 'field',
    write: (log, { key, value }) => log.info({ [key.toUpperCase()]: value }, 'm')
  },
  {
    name: 'a field deep down',
    holds: 'field',
    write: (log, { key, value }) => log.info({ a: [{ b: [{ c: { [key]: value } }] }] }, 'm')
  },
  {
    name: 'an object of an array',
    holds: 'field',
    write: (log, { key, value }) => log.info({ list: [1, { [key]: value }] }, 'm')
  },
  {
    name: 'an item of an array',
    holds: 'text',
    write: (log, { words }) => log.info({ list: ['first', words, 'last'] }, 'm')
  },
  {
    name: 'the only item of a named array',
    holds: 'field',
    write: (log, { key, value }) => log.info({ [key]: [value] }, 'm')
  },
  {
    name: 'a key',
    holds: 'value',
    not: PEM_NAME,
    write: (log, { value }) => log.info({ hits: { [value]: 1, other: 2 } }, 'm')
  },
  {
    name: 'a key at the top',
    holds: 'value',
    not: PEM_NAME,
    write: (log, { value }) => log.info({ [value]: 1, other: 2 }, 'm')
  },
  {
    name: 'a number',
    holds: 'number',
    write: (log, { key, number }) => log.info({ [key]: number }, 'm')
  },
  {
    name: 'a number of an array',
    holds: 'number',
    write: (log, { key, number }) => log.info({ a: [{ [key]: number }] }, 'm')
  },
  {
    name: 'a BigInt',
    holds: 'number',
    write: (log, { key, number }) => log.info({ [key]: BigInt(number ?? 0) }, 'm')
  },
  {
    name: 'a boxed string',
    holds: 'field',
    write: (log, { key, value }) => log.info({ [key]: Object(value) }, 'm')
  },
  {
    name: 'a symbol',
    holds: 'field',
    silent: true,
    write: (log, { key, value }) => log.info({ [key]: Symbol(value) }, 'm')
  },
  {
    name: 'a symbol as the message',
    holds: 'text',
    silent: true,
    write: (log, { words }) => log.info(Symbol(words) as never)
  },
  {
    name: 'a symbol as an argument',
    holds: 'text',
    write: (log, { words }) => log.info('got %s', Symbol(words))
  },
  {
    name: 'a function',
    holds: 'field',
    silent: true,
    write: (log, { key, value }) =>
      log.info({ [key]: new Function(`return ${JSON.stringify(value)}`) }, 'm')
  },
  {
    name: 'a getter',
    holds: 'field',
    write: (log, { key, value }) =>
      log.info(
        {
          it: {
            get [key]() {
              return value
            }
          }
        },
        'm'
      )
  },
  {
    name: 'what toJSON returns',
    holds: 'field',
    write: (log, { key, value }) => log.info({ it: { toJSON: () => ({ [key]: value }) } }, 'm')
  },
  {
    name: 'a text that toJSON returns',
    holds: 'text',
    write: (log, { words }) => log.info({ it: { toJSON: () => words } }, 'm')
  },
  {
    name: 'an object without prototype',
    holds: 'field',
    write: (log, { key, value }) =>
      log.info({ it: Object.assign(Object.create(null), { [key]: value }) }, 'm')
  },
  {
    name: 'a proxy',
    holds: 'field',
    write: (log, { key, value }) => log.info({ it: new Proxy({ [key]: value }, {}) }, 'm')
  },
  {
    name: 'a Map',
    holds: 'field',
    silent: true,
    write: (log, { key, value }) => log.info({ it: new Map([[key, value]]) }, 'm')
  },
  {
    name: 'the entries of a Map',
    holds: 'field',
    write: (log, { key, value }) =>
      log.info(
        {
          it: [
            ...new Map([
              [key, value],
              ['a', 'b']
            ])
          ]
        },
        'm'
      )
  },
  {
    name: 'a Set',
    holds: 'text',
    silent: true,
    write: (log, { words }) => log.info({ it: new Set([words]) }, 'm')
  },
  {
    name: 'the items of a Set',
    holds: 'text',
    write: (log, { words }) => log.info({ it: [...new Set([words])] }, 'm')
  },
  {
    name: 'a Map as an argument',
    holds: 'field',
    silent: true,
    write: (log, { key, value }) => log.info('got %o', new Map([[key, value]]))
  },
  {
    name: 'a URL',
    holds: 'field',
    write: (log, { key, value }) =>
      log.info(
        { link: new URL(`https://a.example.com/p?x=1&${new URLSearchParams({ [key]: value })}`) },
        'm'
      ),
    not: { 'person name': 'a key of an object only', 'birth date': 'a key of an object only' }
  },
  {
    name: 'Headers',
    holds: 'text',
    silent: true,
    write: (log, { words }) =>
      log.info({ h: new Headers({ 'x-a': encodeURIComponent(words) }) }, 'm')
  },
  {
    name: 'the entries of Headers',
    holds: 'text',
    write: (log, { words }) =>
      log.info({ h: Object.fromEntries(new Headers({ 'x-a': encodeURIComponent(words) })) }, 'm')
  },
  {
    name: 'URLSearchParams',
    holds: 'field',
    silent: true,
    write: (log, { key, value }) => log.info({ q: new URLSearchParams({ [key]: value }) }, 'm')
  },
  {
    name: 'URLSearchParams as an argument',
    holds: 'text',
    write: (log, { key, value }) =>
      log.info('got %s', new URLSearchParams({ z: '1', [key]: value }))
  },
  {
    name: 'a Buffer',
    holds: 'text',
    write: (log, { words }) => log.info({ body: Buffer.from(words) }, 'm')
  },
  {
    name: 'a Buffer under its name',
    holds: 'field',
    not: FEW_BYTES,
    write: (log, { key, value }) => log.info({ [key]: Buffer.from(value) }, 'm')
  },
  {
    name: 'a Uint8Array',
    holds: 'text',
    write: (log, { words }) => log.info({ body: new TextEncoder().encode(words) }, 'm')
  },
  {
    name: 'a Uint8Array under its name',
    holds: 'field',
    not: FEW_BYTES,
    write: (log, { key, value }) => log.info({ [key]: new TextEncoder().encode(value) }, 'm')
  },
  {
    name: 'a Uint16Array of code units',
    holds: 'text',
    write: (log, { words }) => log.info({ body: Uint16Array.from(codesOf(words)) }, 'm')
  },
  {
    name: 'an Int32Array of code units',
    holds: 'text',
    write: (log, { words }) => log.info({ body: Int32Array.from(codesOf(words)) }, 'm')
  },
  {
    name: 'a Float64Array of code units',
    holds: 'text',
    write: (log, { words }) => log.info({ body: Float64Array.from(codesOf(words)) }, 'm')
  },
  {
    name: 'an Int8Array',
    holds: 'text',
    not: { 'Korean password': 'its bytes are negative' },
    write: (log, { words }) => log.info({ body: Int8Array.from(Buffer.from(words)) }, 'm')
  },
  {
    name: 'a list of bytes',
    holds: 'text',
    write: (log, { words }) => log.info({ body: [...Buffer.from(words)] }, 'm')
  },
  {
    name: 'a list of characters',
    holds: 'text',
    write: (log, { words }) => log.info({ body: [...words] }, 'm')
  },
  {
    name: 'a string spread into an object',
    holds: 'text',
    write: (log, { words }) => log.info({ body: { ...[...words] } }, 'm')
  },
  {
    name: 'an ArrayBuffer',
    holds: 'text',
    silent: true,
    write: (log, { words }) => log.info({ body: new TextEncoder().encode(words).buffer }, 'm')
  },
  {
    name: 'a Buffer in JSON in a string',
    holds: 'text',
    write: (log, { words }) => log.info({ body: JSON.stringify({ b: Buffer.from(words) }) }, 'm')
  }
]
