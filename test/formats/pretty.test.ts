import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFormat, type FormatName } from '../../src/formats/format.ts'
import { createPretty } from '../../src/formats/pretty.ts'
import { toException } from '../../src/record/exception.ts'

const RECORD = {
  level: 30,
  severity: 'INFO',
  time: '2026-11-23T12:00:00.123Z',
  pii: { rules: 'a1b2c3d4e5f6' },
  service: { name: 'checkout' },
  deployment: { environment: { name: 'staging' } },
  message: 'hello'
}

// C0 but the line feed, DEL and C1, bidirectional controls, line and paragraph separator.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not come out
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

const plain = createPretty()
const colored = createPretty({ colors: true })

test('prints time, level and message and ends with a line break', () => {
  expect(plain(JSON.stringify(RECORD))).toMatch(/^\[\d\d:\d\d:00\.123\] INFO: hello\n$/)
})

test("hides what is the same on every line and shows the caller's fields", () => {
  const text = plain(JSON.stringify({ ...RECORD, order: { id: 7 } }))
  expect(text).not.toMatch(/service|deployment|pii|severity/)
  expect(text).toContain('order: {\n      "id": 7\n    }')
})

test('fields named as those of its head are shown among the others', () => {
  const text = plain(JSON.stringify({ ...RECORD, name: { a: 1 }, timestamp: 5, hostname: 'h' }))
  expect(text).toContain('name : {')
  expect(text).toContain('timestamp : 5')
  expect(text).toContain('hostname : "h"')
})

test.each(['gcp', 'ecs', 'datadog', 'pino'] as const)('prints lines of the format %s', (name) => {
  const text = createPretty({ format: name })(lineOf(name))
  expect(text).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] WARN: careful\n/)
  expect(text).not.toMatch(/checkout|rules/)
})

function lineOf(name: FormatName): string {
  const format = createFormat(name)
  const body = {
    ...format.levelFields('warn', 40),
    ...format.stamp('a1b2c3d4e5f6'),
    ...format.resource({ service: { name: 'checkout' } }),
    [format.messageKey]: 'careful'
  }
  return `${JSON.stringify(body).slice(0, -1)}${format.time()}}\n`
}

test('names custom levels', () => {
  const pretty = createPretty({ customLevels: { notice: 35 } })
  expect(pretty(JSON.stringify({ ...RECORD, level: 35 }))).toContain('NOTICE: hello')
  expect(pretty(JSON.stringify(RECORD))).toContain('INFO: hello')
})

test.each([
  '[EMAIL_ADDRESS]',
  '[EMAIL_ADDRESS:k1:bcdfghjklmnpqrstbcdf]',
  '**** **** **** 1111',
  '****-****-****-1111',
  '************1111'
])('%s stands out by colour, in message and fields', (found) => {
  const text = colored(JSON.stringify({ ...RECORD, message: `of ${found}!`, who: found }))
  expect(text.split(`\u001b[7m${found}\u001b[27m`)).toHaveLength(3)
})

test('without colours there is no escape sequence', () => {
  expect(plain(JSON.stringify({ ...RECORD, who: '[EMAIL_ADDRESS]' }))).not.toContain('\u001b')
})

test('a line break in a message cannot forge a line', () => {
  const text = plain(JSON.stringify({ ...RECORD, message: 'a\n[12:00:00.000] INFO: forged' }))
  expect(text.split('\n')).toHaveLength(2)
  expect(text).toContain('a\\n[12:00:00.000] INFO: forged')
})

test('a stack is printed line by line, indented, each line escaped', () => {
  const error = new Error('x\n[12:00:00.000] INFO: forged\u001b[2J')
  const { exception } = toException(error)
  const text = plain(JSON.stringify({ ...RECORD, exception }))
  const lines = text.split('\n')
  expect(lines.filter((line) => line.startsWith('['))).toHaveLength(1)
  expect(text).toMatch(/\n {10}Error: x\n {10}\[12:00:00\.000\] INFO: forged\\u001b\[2J\n {14}at /)
})

test.each([
  ['ANSI', '\u001b[31m', '\\u001b[31m'],
  ['the one-byte CSI', '\u009b31m', '\\u009b31m'],
  ['carriage return', 'a\rb', 'a\\rb'],
  ['backspace', 'a\bb', 'a\\u0008b'],
  ['right-to-left override', '\u202e', '\\u202e'],
  ['isolate', '\u2066', '\\u2066'],
  ['line separator', '\u2028', '\\u2028']
])('escapes %s in messages, values and keys', (_name, raw, shown) => {
  const text = plain(JSON.stringify({ ...RECORD, message: raw, value: raw, [`key${raw}`]: 1 }))
  expect(text).not.toMatch(UNSAFE)
  expect(text.split(shown)).toHaveLength(4)
})

test('a line that is no JSON object comes out as escaped text', () => {
  expect(plain('boom \u001b[31m\n')).toBe('boom \\u001b[31m\n')
  expect(plain('[1,2]')).toBe('[1,2]\n')
  expect(plain('"x"\n')).toBe('"x"\n')
})

test('a level that is none does not make it throw', () => {
  expect(plain('{"level":{}}')).toBe('{"level":{}}\n')
})

test('Korean and emoji stay as they are', () => {
  expect(plain(JSON.stringify({ ...RECORD, message: '주문 완료 👋' }))).toContain('주문 완료 👋')
})

test('no record makes it throw, print an unsafe character or forge a line', () => {
  const nasty = fc.constantFrom('\u001b[2J', '\u202e', '\n[12:00:00.000] INFO: x', '\u009b', '\r')
  const text = fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 4 })
  const value = text.map((parts) => parts.join(''))
  const key = fc.oneof(
    value,
    fc.constantFrom('name', 'pid', 'hostname', 'caller', 'time', 'level', 'err', 'error'),
    fc.constantFrom('exception', 'message', 'type', 'stack', '__proto__', 'timestamp', 'toJSON')
  )
  const nested = fc.letrec((tie) => ({
    any: fc.oneof({ depthSize: 'small' }, value, fc.integer(), fc.constant(null), tie('object')),
    object: fc.dictionary(key, tie('any'), { maxKeys: 4 })
  })).object
  fc.assert(
    fc.property(nested, (fields) => {
      const printed = plain(JSON.stringify(fields))
      expect(printed).not.toMatch(UNSAFE)
      for (const line of printed.split('\n').slice(1)) expect(line).toMatch(/^( {4}|$)/)
    }),
    { numRuns: 500 }
  )
})
