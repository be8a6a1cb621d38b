import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSurvivors } from '../../src/testing/planted.ts'

const VALUE = 'jane.doe@example.com'
const PLANTED = [{ infoType: 'EMAIL_ADDRESS', value: VALUE }]

/** Path and encoding of each survivor. */
function survivors(line: unknown, planted: Parameters<typeof findSurvivors>[1] = PLANTED) {
  const text = typeof line === 'string' ? line : JSON.stringify(line)
  return findSurvivors([text], planted).map(({ path, encoding }) => `${path} ${encoding}`)
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (text: string): string => Buffer.from(text).toString('hex')
const escaped = (text: string): string =>
  text.replace(/[^a-z]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

test('finds a value in a text, a value, a key, a number', () => {
  expect(survivors(`to ${VALUE}.`)).toEqual([' plain'])
  expect(survivors({ a: [{ b: `to ${VALUE}` }] })).toEqual(['/a/0/b plain'])
  expect(survivors({ a: { [`to ${VALUE}`]: 1 } })).toEqual(['/a/[EMAIL_ADDRESS] plain'])
  expect(survivors({ n: 4111111111111111 }, ['4111111111111111'])).toEqual(['/n plain'])
})

test('finds a number that JSON.parse would round', () => {
  expect(survivors('{"n":41111111111111111111}', ['41111111111111111111'])).toEqual([' plain'])
})

test('finds a value that a later member of the same name hides', () => {
  expect(survivors(`{"a":"${VALUE}","a":"[EMAIL_ADDRESS]"}`)).toEqual([' plain'])
})

test.each([
  ['percent', encodeURIComponent(VALUE)],
  ['percent', VALUE.replace(/./g, (char) => `%${hex(char)}`)],
  ['percent, percent', encodeURIComponent(encodeURIComponent(VALUE))],
  ['escapes', `text "${escaped(VALUE)}"`],
  ['escapes', `${VALUE.slice(0, 8)}\\x40${VALUE.slice(9)}`],
  ['JSON', JSON.stringify({ a: VALUE }).replace('@', '\\u0040')],
  ['base64', base64(VALUE)],
  ['base64', Buffer.from(`?>${VALUE}?>`).toString('base64url')],
  ['hex', hex(VALUE)],
  ['other case', VALUE.toUpperCase()]
])('finds a value as %s', (encoding, text) => {
  const found = findSurvivors([JSON.stringify({ note: `x ${text} y` })], PLANTED)
  const whole = findSurvivors([JSON.stringify({ note: text })], PLANTED)
  expect([...found, ...whole].map((each) => each.encoding)).toContain(encoding)
  expect(whole[0]?.path.startsWith('/note')).toBe(true)
})

test('finds base64 at each alignment, in text and in bytes that are no text', () => {
  for (const before of ['', 'a', 'ab', 'abc']) {
    expect(survivors({ a: base64(`${before}${VALUE} and more`) })).toEqual(['/a base64'])
    const bytes = Buffer.concat([Buffer.from(before), Buffer.alloc(9, 0xfe), Buffer.from(VALUE)])
    expect(survivors({ a: bytes.toString('base64') })).toEqual(['/a base64'])
  }
})

test('finds what is encoded in what is encoded', () => {
  const inner = JSON.stringify({ d: JSON.stringify({ e: VALUE }) })
  expect(survivors({ c: inner })).toEqual(['/c/d/e JSON, JSON'])
  expect(survivors({ a: base64(JSON.stringify({ b: encodeURIComponent(VALUE) })) })).toEqual([
    '/a/b base64, JSON, percent'
  ])
})

test('finds bytes and characters as JSON prints them', () => {
  const bytes = Buffer.from(`to ${VALUE}`)
  expect(survivors({ a: bytes })).toEqual(['/a/data bytes'])
  expect(survivors({ a: new Uint8Array(bytes) })).toEqual(['/a bytes'])
  expect(survivors({ a: [...bytes] })).toEqual(['/a bytes'])
  expect(survivors({ a: [...VALUE] })).toEqual(['/a bytes'])
})

test('finds the digits of a number whatever separates them', () => {
  const card = '4111111111111111'
  for (const written of [
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4111.1111.1111.1111',
    '4111\u20131111\u20131111\u20131111',
    '41 11 11 11 11 11 11 11'
  ]) {
    expect(survivors({ a: written }, [card])).toEqual(['/a digits'])
    expect(survivors({ a: card }, [written])).toEqual(['/a digits'])
  }
})

test('takes another address with the same digits for another address', () => {
  expect(survivors({ ip: '203.248.58.0' }, ['203.248.5.80'])).toEqual([])
})

test('finds nothing where the value is gone', () => {
  for (const line of [
    { a: '[EMAIL_ADDRESS]', b: '************1111', c: base64('to [EMAIL_ADDRESS]') },
    { a: 'jane.doe', b: 'example.com', c: 'jane.doe at example.com' },
    { a: '4111 1111 1111 1112' }
  ]) {
    expect(survivors(line, [...PLANTED, '4111111111111111'])).toEqual([])
  }
})

test('names a key that holds a planted value by its infoType, in whatever encoding', () => {
  for (const key of [VALUE, encodeURIComponent(VALUE), base64(VALUE)]) {
    const found = findSurvivors([JSON.stringify({ [key]: { deep: VALUE } })], PLANTED)
    expect(found.map(({ path }) => path)).toContain('/[EMAIL_ADDRESS]/deep')
    expect(JSON.stringify(found)).not.toContain(key)
  }
})

test('never throws, whatever the line', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (line) => {
      findSurvivors([line], PLANTED)
    })
  )
})

test('finds a value in each place of any object', () => {
  const place = fc.array(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.object({ maxDepth: 2 }), place, (object, path) => {
      const nested = path.reduceRight<unknown>((value, key) => ({ [key]: value }), `: ${VALUE} :`)
      const line = JSON.stringify({ planted: nested, object })
      expect(findSurvivors([line], PLANTED)).toHaveLength(1)
    })
  )
})

test('finds each of many', () => {
  const planted = Array.from({ length: 2000 }, (_, i) => `value-${i}-end`)
  const lines = planted.map((value) => JSON.stringify({ a: value }))
  const found = findSurvivors(lines, planted)
  expect(found.map((each) => [each.line, each.planted])).toEqual(planted.map((_, i) => [i, i]))
})
