import { pino } from 'pino'
import { expect, test } from 'vitest'
import { LogveilError } from '../../src/errors.ts'
import { requestLogger } from '../../src/http/index.ts'
import { LOGGER_PORT } from '../../src/http/logger-port.ts'
import { createTestLog } from './port.ts'

function portOf(log: object): unknown {
  return (log as { [LOGGER_PORT]?: unknown })[LOGGER_PORT]
}

function failureOf(run: () => unknown): LogveilError {
  try {
    run()
  } catch (error) {
    if (error instanceof LogveilError) return error
  }
  throw new Error('expected a LogveilError')
}

function issuesOf(options: unknown, log: unknown = createTestLog().log): string[] {
  const error = failureOf(() => requestLogger(log as never, options as never))
  expect(error.code).toBe('ERR_OPTIONS_INVALID')
  return error.issues.map((issue) => `${issue.path}: ${issue.message}`)
}

test('takes every option in its right type', () => {
  const options = {
    ignore: () => false,
    level: 'debug',
    headers: { request: ['X-Tenant'], response: [] },
    trustProxy: 2,
    requestIdHeader: false,
    genRequestId: () => 'x',
    route: () => undefined
  } as const
  expect(() => requestLogger(createTestLog().log, options)).not.toThrow()
  expect(() => requestLogger(createTestLog().log, {})).not.toThrow()
  expect(() => requestLogger(createTestLog().log, { level: undefined } as never)).not.toThrow()
})

test('tells every problem at once, each with its path', () => {
  const issues = issuesOf({
    ignore: true,
    headers: { request: ['ok', 'not ok', 7], resonse: [] },
    trustProxy: -1,
    requestIdHeader: '',
    bogus: 1
  })
  expect(issues.map((issue) => issue.split(':')[0])).toEqual([
    'ignore',
    'headers.request[1]',
    'headers.request[2]',
    'headers.resonse',
    'trustProxy',
    'requestIdHeader',
    'bogus'
  ])
})

test('asks whether a near name was meant', () => {
  expect(issuesOf({ trustproxy: true })).toEqual([
    expect.stringContaining('did you mean "trustProxy"?')
  ])
  expect(issuesOf({ level: 'inof' })).toEqual([expect.stringContaining('did you mean "info"?')])
  expect(issuesOf({ headers: { reqest: [] } })).toEqual([
    expect.stringContaining('did you mean "request"?')
  ])
})

test('names what is known where nothing is near', () => {
  expect(issuesOf({ zzzzzzzz: 1 })).toEqual([
    expect.stringContaining('the names are ignore, level')
  ])
  expect(issuesOf({ level: 'zzzzzzzz' })).toEqual([expect.stringContaining('the levels are')])
})

test('never repeats a value in a message', () => {
  const secret = `hunter${2}`
  const issues = issuesOf({ level: secret, requestIdHeader: `${secret} x`, trustProxy: secret })
  expect(issues).toHaveLength(3)
  expect(issues.join()).not.toContain(secret)
})

test('does not take a name of Object.prototype for an option', () => {
  expect(issuesOf({ constructor: 1 })).toHaveLength(1)
})

test('refuses a logger that logveil did not make, and says which it wants', () => {
  expect(issuesOf({}, pino({ enabled: false }))).toEqual([
    expect.stringMatching(/^log: expected a logger made by createLogger\(\), got another logger;/)
  ])
  expect(issuesOf({}, 7)).toEqual([expect.stringContaining('got number')])
  expect(issuesOf({ bogus: 1 }, null)).toHaveLength(2)
})

test('refuses options that are no object', () => {
  expect(issuesOf([])).toEqual([expect.stringContaining('expected an object, got array')])
  expect(issuesOf(null)).toEqual([expect.stringContaining('expected an object, got null')])
})

test('takes a logger with custom levels, and one of them as level', () => {
  const { log } = createTestLog()
  const options = { customLevels: { audit: 35 } }
  const audit = pino(options, { write() {} })
  Object.defineProperties(audit, Object.getOwnPropertyDescriptors({ [LOGGER_PORT]: portOf(log) }))
  expect(() => requestLogger(audit, { level: 'audit' })).not.toThrow()
})

test('takes a child of a logveil logger', () => {
  const { log } = createTestLog()
  expect(() => requestLogger(log.child({ module: 'web' }))).not.toThrow()
})
