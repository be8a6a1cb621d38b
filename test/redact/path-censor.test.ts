import { expect, test } from 'vitest'
import { createLogger, type LoggerOptions } from '../../src/index.ts'

function logged(
  redact: NonNullable<LoggerOptions['redact']>,
  fields: object
): Record<string, unknown> {
  const lines: string[] = []
  const log = createLogger({ format: 'pino', redact }, { write: (line) => void lines.push(line) })
  log.info(fields)
  return JSON.parse(lines.at(-1) as string)
}

test('a place in JSON in a text, of which a rule finds the whole, gives a valid line', () => {
  const fields = { password: JSON.stringify({ a: 2, deep: 'x' }) }
  const told: unknown[] = []
  const censor = (value: unknown, path: string[]) => {
    told.push(path)
    return `"was" ${value}`
  }
  expect(logged({ paths: ['*.deep'], censor: 'gone' }, fields).password).toBe('[PASSWORD]')
  expect(logged({ paths: ['*.deep'], censor }, fields).password).toBe('[Redacted]')
  expect(told).toEqual([['password', 'deep']])
})

test("a configured text under a sensitive name stands, a function's result is looked at", () => {
  const fields = { password: 'aaaaaaaaaa', cookie: 'sid=0123456789abcdef' }
  expect(logged({ paths: ['password', 'cookie'], censor: 'hidden-by-us' }, fields)).toMatchObject({
    password: 'hidden-by-us',
    cookie: 'hidden-by-us'
  })
  const giveBack = (value: unknown) => value
  expect(logged({ paths: ['password'], censor: giveBack }, fields).password).toBe('[PASSWORD]')
})
