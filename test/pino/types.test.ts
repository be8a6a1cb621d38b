/**
 * The types of a logger: assignable to pino's, and a reserved name is an error. Checked by the compiler, not by running.
 */
import type { IncomingMessage } from 'node:http'
import type { Logger as PinoLogger } from 'pino'
import { expect, expectTypeOf, test } from 'vitest'
import { createLogger, type Logger } from '../../src/index.ts'

const NOWHERE = { write: () => undefined }
const log = createLogger({}, NOWHERE)
const custom = createLogger({ customLevels: { loud: 35 } }, NOWHERE)
const plain: { id: string } = { id: 'x' }

interface User {
  id: string
  url: string
}

test("a logger is assignable to pino's", () => {
  expectTypeOf(log).toExtend<PinoLogger>()
  expectTypeOf(custom).toExtend<PinoLogger<'loud'>>()
  expectTypeOf(log).toExtend<Logger>()
  const child: PinoLogger = log.child({ a: 1 })
  const kid = log.child({ a: 1 })
  const again: PinoLogger = kid
  expect([child, again].map((one) => typeof one.info)).toEqual(['function', 'function'])
  kid.child({}, { customLevels: { shout: 70 } }).shout('a')
})

test('what is free to log has no type error', () => {
  log.info('x')
  log.info('x %s', 'y')
  log.info('x %o %j', {}, {})
  log.info({ a: 1 }, 'x')
  log.info({ a: 1 }, 'x %d', 1)
  log.error(new Error('x'), 'y')
  log.error({ err: new Error('x') }, 'y')
  log.error({ error: new Error('x') }, 'y')
  log.info(plain, 'x')
  log.info({ ...plain, at: new Date() }, `x ${1}`)
  log.info(JSON.parse('{}'), 'x')
  log.info(JSON.parse('{}') as unknown)
  log.info({} as Record<string, unknown>, 'x')
  log.info({} as IncomingMessage)
  log.info(undefined as { a?: number } | undefined)
  log.info(null)
  log.info(5, 'x')
  log.info(new Map(), 'x')
  log.info([1], 'x')
  log.info({ message: 'x' })
  custom.loud({ a: 1 })
  try {
    JSON.parse('{')
  } catch (error) {
    log.error(error, 'x')
    log.error({ err: error }, 'x')
  }
  const generic = <T extends object>(fields: T) => log.info(fields)
  generic({ a: 1 })
})

test('a reserved name is a type error', () => {
  // @ts-expect-error
  log.info({ url: '/x' })
  // @ts-expect-error
  log.info({ error: 'boom' }, 'x')
  // @ts-expect-error
  log.info({ route: 3 })
  // @ts-expect-error
  log.info({ message: 1 })
  // @ts-expect-error
  log.info({ id: 'x', url: '/x' } as User)
  // @ts-expect-error
  log.child({}).warn({ trace_id: 'x' })
  // @ts-expect-error
  custom.loud({ http: 'x' })
})

test("in pino's own format no name is reserved", () => {
  const own = createLogger({ format: 'pino' }, NOWHERE)
  own.info({ url: '/x', error: 'boom' }, 'x')
  own.child({}).info({ route: 3 })
  expectTypeOf(own).toExtend<PinoLogger>()
})
