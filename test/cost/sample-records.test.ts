import { expect, test } from 'vitest'
import { toRecord } from '../../src/cost/sample-records.ts'

test('a line of pino becomes the call that wrote it', () => {
  const line = '{"level":40,"time":1,"pid":2,"hostname":"h","a":{"b":1},"msg":"slow"}'
  expect(toRecord(line)).toEqual({ method: 'warn', fields: { a: { b: 1 } }, message: 'slow' })
})

test('names that the record reserves stand under another, so that no logger moves them', () => {
  const line = '{"severity":"ERROR","message":"m","http":{"request":{}},"plan":"pro"}'
  expect(toRecord(line)).toEqual({
    method: 'error',
    fields: { plan: 'pro', record: { http: { request: {} } } },
    message: 'm'
  })
})

test('a line of text is a message', () => {
  for (const line of ['plain', '{ not json', '[1,2]'])
    expect(toRecord(line)).toEqual({ method: 'info', fields: {}, message: line })
})

test('levels of other libraries are understood, and fatal does not flush', () => {
  const methods = ['"fatal"', '60', '"Warning"', '"trace"', '10', '25', 'true', '"error"']
  expect(methods.map((level) => toRecord(`{"level":${level}}`).method)).toEqual([
    'info',
    'error',
    'warn',
    'trace',
    'trace',
    'info',
    'info',
    'error'
  ])
})
