import { expect, test } from 'vitest'
import { FIELDS } from '../../src/record/fields.ts'
import {
  OUTCOMES,
  requestErrorType,
  requestLevel,
  requestMessage,
  toMethod
} from '../../src/record/request.ts'

test.each([
  ['completed', 200, 'info'],
  ['completed', 404, 'info'],
  ['completed', 500, 'error'],
  ['error', undefined, 'error'],
  ['error', 200, 'error'],
  ['aborted', undefined, 'warn'],
  ['aborted', 200, 'warn'],
  ['timeout', undefined, 'warn'],
  ['timeout', 503, 'error']
] as const)('%s with status %s is logged as %s', (outcome, status, level) => {
  expect(requestLevel(outcome, status)).toBe(level)
})

test('the message holds method, route and status', () => {
  const http = { request: { method: 'GET' }, response: { status_code: 200 } }
  expect(requestMessage({ http, outcome: 'completed', route: '/users/:id' })).toBe(
    'GET /users/:id 200'
  )
})

test('the message says how it ended when it did not complete, and never a path', () => {
  const record = { http: { request: { method: 'POST' } }, url: { path: '/pay/1' } }
  expect(requestMessage({ ...record, outcome: 'aborted' })).toBe('POST aborted')
})

test('an unknown method is _OTHER', () => {
  expect([toMethod('QUERY'), toMethod('get'), toMethod('4111'), toMethod(undefined)]).toEqual([
    'QUERY',
    '_OTHER',
    '_OTHER',
    '_OTHER'
  ])
})

test('the known methods and outcomes are those of the field table', () => {
  for (const method of FIELDS['http.request.method'].shape.enum)
    expect(toMethod(method)).toBe(method)
  expect(FIELDS.outcome.shape.enum).toEqual(OUTCOMES)
})

test('error.type is the class, else the status from 500, else absent', () => {
  expect(requestErrorType('TypeError', 500)).toBe('TypeError')
  expect(requestErrorType(undefined, 502)).toBe('502')
  expect(requestErrorType(undefined, 404)).toBeUndefined()
})
