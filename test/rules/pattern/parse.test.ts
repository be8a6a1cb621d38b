import { expect, test } from 'vitest'
import { LogveilError } from '../../../src/errors.ts'
import { compileClass, compilePattern } from '../../../src/rules/pattern/compile.ts'

function refusal(source: string): readonly string[] {
  try {
    compilePattern(source)
  } catch (error) {
    expect(error).toBeInstanceOf(LogveilError)
    expect(error).toHaveProperty('code', 'ERR_PATTERN_UNSUPPORTED')
    return (error as LogveilError).issues.map(({ message }) => message)
  }
  throw new Error('was accepted')
}

test.each([
  ['a(?=b)', /look-around, got a lookahead.*declare boundaries.*\(at character 2\)/],
  ['(?<!b)a', /look-around, got a lookbehind/],
  ['(a)\\1', /without back-references/],
  ['(?<x>a)\\k<x>', /without back-references/],
  ['\\ba', /without \\b.*boundaries\.before and boundaries\.after/],
  ['a\\B', /without \\B/],
  ['^a', /without \^/],
  ['a$', /without \$/],
  ['ab*', /bounded repetition.*\{0,64\}/],
  ['a+', /bounded repetition.*\{1,64\}/],
  ['a+?', /bounded repetition/],
  ['a{100,}', /bounded repetition.*\{100,100\}/],
  ['a{0,4}', /at least one character, got one that can match the empty string/],
  ['a|', /can match the empty string/],
  ['(?:|a){1,3}b', /repeated part that takes at least one character/],
  ['(?:|a)?b', /repeated part that takes at least one character/],
  ['(?:a??b??)?c', /repeated part that takes at least one character/],
  ['(?:a?b?){2}c', /repeated part that takes at least one character/],
  ['a{0}b', /repetition of at least one/],
  ['a{1,4097}', /at most 4096 UTF-16 units, got 4097/],
  ['[^a]{2049}', /at most 4096 UTF-16 units, got 4098/],
  ['(?:(?<value>a)b){1,2}', /value outside of repetition/],
  ['a(?<value>b?)', /value that holds at least one character/],
  ['\\p{Cs}a', /Unicode property that V8 and RE2 both know/],
  ['\\p{Alphabetic}', /Unicode property that V8 and RE2 both know/],
  ['\\p{Script_Extensions=Hangul}', /Unicode property that V8 and RE2 both know/],
  ['[]a', /at least one character, got an empty one/],
  ['[^\\s\\S]', /at least one character, got an empty one/],
  ['\\ud800', /whole characters, got a lone surrogate/],
  ['(?:a', /flag u reads it, got unterminated group at character \d+/],
  ['a**', /flag u reads it, got nothing to repeat/],
  ['(?<value>a)|(?<value>b)', /duplicate capture group name/],
  ['(?i:a)', /flag u reads it/],
  ['\\-', /flag u reads it/]
])('refuses %s with a sentence that says what to do', (source, sentence) => {
  expect(refusal(source).join('\n')).toMatch(sentence)
})

test('tells every problem of a pattern at once', () => {
  expect(refusal('^a*(?=b)\\b')).toHaveLength(4)
})

test('does not repeat the pattern in a message', () => {
  for (const source of ['hunter2(', 'hunter2\\1', 'hunter2[b-a]', 'hunter2{3,2}', 'hunter2(?']) {
    expect(refusal(source).join()).not.toContain('hunter2')
  }
})

test.each([
  '\\p{L}',
  '\\p{gc=Lu}',
  '\\p{Letter}',
  '\\p{Script=Hangul}',
  '\\p{sc=Han}',
  '[\\P{Nd}\\d]',
  '\\/',
  '[\\]\\-^]'
])('accepts %s', (source) => {
  expect(compilePattern(source).min).toBe(1)
})

test('takes one class as a boundary and no longer pattern', () => {
  expect(compileClass('[\\w.-]', false)).toEqual({ v8: '[\\-.0-9A-Z_a-z]' })
  expect(compileClass('x', true)).toEqual({ v8: '[Xx]' })
  expect(compileClass('ab', false)).toHaveProperty(
    'issues.0.message',
    expect.stringContaining('one character class')
  )
  expect(compileClass('a{1,2}', false)).toHaveProperty('issues')
})
