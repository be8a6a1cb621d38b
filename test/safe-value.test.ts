import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createScanner } from '../src/index.ts'
import { safeValue } from '../src/safe-value.ts'

const scanner = createScanner()
const safeLine = (line: string) => scanner.redactLine(line).line
const secret = ['hunter2', 'hunter3'].join('-')
const print = (value: unknown) => inspect(safeValue(value, safeLine), { depth: 10 })

test('a value in which nothing is found is the very same', () => {
  const value = { at: new Date(0), map: new Map([['a', 1]]), error: new Error('x'), f() {}, n: 1n }
  expect(safeValue(value, safeLine)).toBe(value)
  for (const plain of [1, 'jane.doe@example.com', undefined, null])
    expect(safeValue(plain, safeLine)).toBe(plain)
})

test.each([
  ['a pair', ['password', secret]],
  ['a name and its value', { name: 'password', value: secret }],
  ['a Map', new Map([['password', secret]])],
  ['bytes', Buffer.from('jane.doe@example.com')],
  [
    'a property of an error',
    Object.assign(new Error('x'), { headers: ['authorization', `Bearer ${secret}`] })
  ],
  [
    'a cause of a cause',
    new Error('x', { cause: new Error('y', { cause: { password: secret } }) })
  ],
  [
    'a member of an AggregateError',
    new AggregateError([Object.assign(new Error('x'), { password: secret })])
  ]
])('%s', (_name, value) => {
  const text = print({ value, other: 1 })
  expect(text).not.toContain(secret)
  expect(text).not.toContain(
    Buffer.from('jane.doe@example.com').toString('hex').match(/../g)?.join(' ')
  )
  expect(text).toMatch(/\[[A-Z_]+\]/)
  expect(text).toContain('other: 1')
})

test('an error with a finding is printed like an error, and what is clean in it as ever', () => {
  const error = Object.assign(new RangeError('too far'), {
    password: secret,
    at: new Date(0),
    f: undefined
  })
  expect(print(error)).toBe(inspect(error).replace(secret, '[PASSWORD]'))
})

test('no getter, proxy trap or toJSON runs, and a cycle ends', () => {
  const refuse = () => {
    throw new Error('ran')
  }
  const value: Record<string, unknown> = {
    password: secret,
    proxy: new Proxy(
      {},
      { get: refuse, ownKeys: refuse, getPrototypeOf: refuse, getOwnPropertyDescriptor: refuse }
    ),
    toJSON: refuse,
    get getter(): string {
      return refuse()
    }
  }
  value.self = value
  expect(print(value)).not.toContain(secret)
})

test('the value is left as it was', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withMap: true,
        withSet: true,
        withDate: true,
        withTypedArray: true
      }),
      (extra) => {
        const value = { password: secret, extra }
        const before = inspect(value, { depth: 20 })
        const text = inspect(safeValue(value, safeLine), { depth: 20 })
        expect(text).not.toContain(secret)
        expect(inspect(value, { depth: 20 })).toBe(before)
      }
    ),
    { numRuns: 500 }
  )
})
