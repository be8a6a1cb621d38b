import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { errorType, isErrorLike, toException } from '../../src/record/exception.ts'

class HttpError extends Error {
  statusCode = 404
}

function throwing(...names: readonly string[]): object {
  const target = {}
  for (const name of names) {
    Object.defineProperty(target, name, {
      enumerable: true,
      get: () => {
        throw new Error('getter')
      }
    })
  }
  return target
}

test('takes the class from the constructor when the name is only inherited', () => {
  expect(errorType(new HttpError('x'))).toBe('HttpError')
})

test('takes the class from a name that was set', () => {
  expect(errorType(Object.assign(new Error('x'), { name: 'TimeoutError' }))).toBe('TimeoutError')
})

test('never takes a name that is no class name', () => {
  expect(errorType(Object.assign(new Error('x'), { name: 'jane@example.com failed' }))).toBe(
    'Error'
  )
  expect(errorType(Object.assign(new Error('x'), { name: 'E'.repeat(200) }))).toBe('Error')
})

test('names the type of what is no object', () => {
  expect([errorType('boom'), errorType(null), errorType(undefined)]).toEqual([
    'string',
    'null',
    'undefined'
  ])
})

test('tells type, message and stack', () => {
  const { exception } = toException(new TypeError('no such user'))
  expect(exception.type).toBe('TypeError')
  expect(exception.message).toBe('no such user')
  expect(exception.stacktrace).toMatch(/^TypeError: no such user\n {4}at /)
})

test('keeps own enumerable fields as extras, without the standard ones', () => {
  const error = Object.assign(new HttpError('x'), { code: 'E_X', cause: 1, name: 'N' })
  expect(toException(error).extras).toEqual({ statusCode: 404, code: 'E_X' })
})

test('appends causes in order', () => {
  const error = new Error('a', { cause: new TypeError('b', { cause: 'c' }) })
  const lines = toException(error).exception.stacktrace.split('\n')
  expect(lines.filter((line) => !line.startsWith('    at '))).toEqual([
    'Error: a',
    'Caused by: TypeError: b',
    'Caused by: string: c'
  ])
})

test("appends an AggregateError's members", () => {
  const error = new AggregateError([new Error('one'), new RangeError('two')], 'all failed')
  const { stacktrace } = toException(error).exception
  expect(stacktrace).toContain('Caused by (1 of 2): Error: one')
  expect(stacktrace).toContain('Caused by (2 of 2): RangeError: two')
})

test('tells at most ten causes and that more were left out', () => {
  let error = new Error('0')
  for (let i = 1; i < 30; i++) error = new Error(String(i), { cause: error })
  const { stacktrace } = toException(error).exception
  expect(stacktrace.match(/^Caused by: Error/gm)).toHaveLength(10)
  expect(stacktrace.endsWith('Caused by: … (more causes left out)')).toBe(true)
})

test('a wide AggregateError is cut the same', () => {
  const error = new AggregateError(Array.from({ length: 10_000 }, (_, i) => new Error(String(i))))
  const { stacktrace } = toException(error).exception
  expect(stacktrace.match(/^Caused by \(\d+ of 10000\)/gm)).toHaveLength(10)
})

test('ends on a cycle', () => {
  const a = new Error('a')
  const b = new Error('b', { cause: a })
  a.cause = b
  expect(toException(a).exception.stacktrace.match(/Caused by/g)).toHaveLength(1)
})

test('an object as cause is told by its class alone', () => {
  const error = new Error('a', { cause: { password: 'x'.repeat(9) } })
  expect(toException(error).exception.stacktrace).not.toContain('xxx')
  expect(toException(error).exception.stacktrace).toContain('Caused by: Object')
})

test('getters that throw do not throw out', () => {
  const error = throwing('name', 'message', 'stack', 'cause', 'errors', 'constructor', 'code')
  expect(toException(error)).toEqual({
    exception: { type: 'Error', message: '', stacktrace: 'Error' },
    extras: { constructor: '[unreadable]', code: '[unreadable]' }
  })
})

test('message and stack that are not text give way', () => {
  const error = Object.assign(new Error('x'), { message: 42, stack: { a: 1 } })
  expect(toException(error).exception).toEqual({
    type: 'Error',
    message: '42',
    stacktrace: 'Error: 42'
  })
})

test.each([
  ['text', 'boom', 'string: boom'],
  ['undefined', undefined, 'undefined'],
  ['a symbol', Symbol('s'), 'symbol: Symbol(s)'],
  ['a BigInt', 5n, 'bigint: 5']
])('takes %s that was thrown', (_name, thrown, stack) => {
  expect(toException(thrown).exception.stacktrace).toBe(stack)
})

test('knows errors of another realm and what looks like one', () => {
  expect(isErrorLike(runInNewContext('new Error("x")'))).toBe(true)
  expect(isErrorLike({ message: 'm', stack: 's' })).toBe(true)
  expect(toException(runInNewContext('new RangeError("x")')).exception.type).toBe('RangeError')
})

test('does not take plain objects, text or functions for errors', () => {
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  for (const value of [{ message: 'm' }, 'Error: x', null, () => {}, [], revoked.proxy]) {
    expect(isErrorLike(value)).toBe(false)
  }
})
