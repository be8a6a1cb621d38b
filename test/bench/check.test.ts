/** A benchmark that cannot tell a wrong answer from a right one measures nothing. */
import { expect, test } from 'vitest'
import type { BenchRecord } from '../../bench/corpus/records.ts'
import { checkLines } from '../../bench/speed/check.ts'

const RECORDS: readonly BenchRecord[] = [
  {
    fields: { user: { mail: 'sam@example.com' }, count: 3 },
    message: 'moved',
    planted: ['sam@example.com']
  }
]

function check(...lines: readonly string[]) {
  return checkLines(lines.join('\n'), RECORDS, true)
}

test('accepts a line without the planted value and with every clean one', () => {
  const line = '{"message":"moved","user":{"mail":"[EMAIL_ADDRESS]"},"count":3}'
  expect(check(line)).toMatchObject({ lines: 1, invalidJson: 0, leaked: 0, changed: 0, bytes: 64 })
})

test('counts a planted value that is still there', () => {
  expect(check('{"message":"moved","user":{"mail":"sam@example.com"},"count":3}').leaked).toBe(1)
})

test('counts a planted value that hides behind a JSON escape', () => {
  const line = `{"message":"moved","user":{"mail":"sam\\u0040example.com"},"count":3}`
  expect(check(line).leaked).toBe(1)
})

test('counts clean values that are gone or changed', () => {
  expect(check('{"message":"moved on","user":{}}').changed).toBe(2)
})

test('counts a line that is not JSON', () => {
  expect(check('{"message":"moved","count":[PHONE]}').invalidJson).toBe(1)
})

test('counts a record without a line as not JSON', () => {
  expect(check()).toMatchObject({ lines: 0, expectedLines: 1, invalidJson: 1 })
})

test('leaves the manifest out', () => {
  const manifest = '{"event_name":"logveil.manifest","rules":{}}'
  expect(check(manifest, '{"message":"moved","count":3}').lines).toBe(1)
})
