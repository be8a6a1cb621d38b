/**
 * Where a caller can put a value.
 *
 * In: a logger and a value. Out: at least one line. Whatever is thrown here was thrown by the logger.
 */
import type { Logger } from 'pino'

export type HostilePlace = {
  readonly name: string
  /** Makes a child: pino's own child() throws, which only createLogger has a say in. */
  readonly child?: true
  write(log: Logger, value: never): void
}

type Level = 'info' | 'error'
const LEVELS: readonly Level[] = ['info', 'error']

export const PLACES: readonly HostilePlace[] = [
  { name: 'as the object', write: (log, value) => log.info(value) },
  { name: 'as the object, with a message', write: (log, value) => log.info(value as object, 'm') },
  { name: 'as a field', write: (log, value) => log.info({ field: value }, 'm') },
  { name: 'as a field beside the message', write: (log, value) => log.info({ field: value }) },
  {
    name: 'as a field of an array',
    write: (log, value) => log.info({ list: [1, { deep: value }] }, 'm')
  },
  {
    name: 'as a reserved field',
    write: (log, value) =>
      log.info({ url: value, route: value, message: value, level: value, time: value })
  },
  { name: 'as the field attrs', write: (log, value) => log.info({ attrs: value, url: '/x' }, 'm') },
  { name: 'as the message', write: (log, value) => log.info({ a: 1 }, value as undefined) },
  { name: 'as an argument of %s', write: (log, value) => log.info('got %s', value) },
  { name: 'as an argument of %d', write: (log, value) => log.info('got %d %d', value, value) },
  {
    name: 'as an argument of %o and %j',
    write: (log, value) => log.info('got %o %O %j', value, value, value)
  },
  {
    name: 'as an argument without a place',
    write: (log, value) => log.info('got', value as unknown as undefined)
  },
  ...LEVELS.flatMap((level) => [
    {
      name: `as err of ${level}`,
      write: (log: Logger, value: never) => log[level]({ err: value }, 'm')
    },
    {
      name: `as error of ${level}`,
      write: (log: Logger, value: never) => log[level]({ error: value })
    }
  ]),
  {
    name: 'as the cause of an error',
    write: (log, value) => log.error(new Error('x', { cause: value }))
  },
  {
    name: 'as a property of an error',
    write: (log, value) => log.error(Object.assign(new Error('x'), { detail: value }), 'm')
  },
  {
    name: "as a child's bindings",
    child: true,
    write: (log, value) => log.child(value || {}).info('m')
  },
  {
    name: "as a field of a child's bindings",
    child: true,
    write: (log, value) => log.child({ bound: value }).info({ a: 1 }, 'm')
  },
  {
    name: "as a reserved field of a child's bindings",
    child: true,
    write: (log, value) => log.child({ url: value, err: value }).child({ err: value }).info('m')
  },
  {
    name: 'as bindings set later',
    child: true,
    write(log, value) {
      const child = log.child({ a: 1 })
      child.setBindings(value)
      child.info('m')
    }
  },
  {
    name: 'through a serializer of a child',
    child: true,
    write: (log, value) =>
      log
        .child(
          { through: 1 },
          { serializers: { through: () => value, message: () => value, msg: () => value } }
        )
        .info({ through: 2 }, 'm')
  },
  {
    name: 'through a formatter of a child',
    child: true,
    write: (log, value) => log.child({}, { formatters: { log: () => value } }).info({ a: 1 }, 'm')
  },
  {
    name: 'through the prefix of a child',
    child: true,
    write: (log, value) => log.child({}, { msgPrefix: value as unknown as string }).info('m')
  },
  { name: 'under a symbol', write: (log, value) => log.info({ [Symbol('s')]: value, a: 1 }, 'm') },
  {
    name: 'as a key',
    write(log, value) {
      log.info({ [typeof value === 'string' ? value : 'k']: 1 }, 'm')
    }
  }
]
