import { expect, test } from 'vitest'
import { toJsonDocument, toJsonLine } from '../../src/cli/json.ts'
import { toTable } from '../../src/cli/table.ts'

test('lines up texts to the left and numbers to the right', () => {
  expect(
    toTable([
      [7, 'a'],
      [1234, 'bb']
    ])
  ).toBe('    7  a\n1,234  bb\n')
})

test('counts Hangul as two columns', () => {
  expect(
    toTable([
      ['비밀번호', 'x'],
      ['password', 'y']
    ])
  ).toBe('비밀번호  x\npassword  y\n')
})

test('escapes what could steer a terminal, and cuts what is too long', () => {
  expect(toTable([['\u001b[2J\u009b\u202e\n\u2028']])).toBe('\\u001b[2J\\u009b\\u202e\\n\\u2028\n')
  expect(toTable([['x'.repeat(300)]])).toHaveLength(101)
})

test('writes JSON that is safe on a terminal and reads back the same', () => {
  const value = { field: '/a\u009b\u202e\u2028\ud83d\ude00' }
  for (const json of [toJsonLine(value), toJsonDocument(value)]) {
    expect(json).not.toMatch(/[\u0080-\u009f\u202e\u2028]/)
    expect(JSON.parse(json)).toEqual(value)
  }
})
