/**
 * What is read as a name and its value, and what is not. Values are made up.
 */
import { describe, expect, test } from 'vitest'
import { readAssignment } from '../../src/scan/assignment.ts'

function readValue(text: string, name: string): string | null {
  const found = readAssignment(text, text.indexOf(name))
  return found === null ? null : text.slice(found.start, found.end)
}

describe('readAssignment', () => {
  test.each([
    ['password=hunter2 for', 'hunter2'],
    ['password: hunter2', 'hunter2'],
    ["password = 'hun ter2'", 'hun ter2'],
    ['--password hunter2 -x', 'hunter2'],
    ['<password>hunter2</password>', 'hunter2'],
    ['{"password":"hunter2"}', 'hunter2']
  ])('reads the value in %j', (text, value) => {
    expect(readValue(text, 'password')).toBe(value)
  })

  test.each([
    'at SharedSecrets.java:147',
    'token.ts:12:5',
    'src/scan/password.py:7',
    'Password.cs:1'
  ])('takes a place in code for no assignment: %j', (text) => {
    expect(readValue(text, /secret|token|password/i.exec(text)?.[0] as string)).toBeNull()
  })

  test('a file name that is given text is an assignment still', () => {
    expect(readValue('password.py: hunter2', 'password')).toBe('hunter2')
  })
})
